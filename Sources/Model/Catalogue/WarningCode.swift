/// The catalogue of warnings and notes: what is doubtful in lists or in a file that is imported, though it can be read,
/// and how something was read that could be read otherwise.
///
/// The raw values are the stable codes. `Scenarios/warned/<code>` shows an example of each, docs/warnings.md what each
/// is found by.
public enum WarningCode: String, CaseIterable, Sendable {
  /// An amount of money is a thousand times as large as those beside it, or a thousandth of them.
  case amountImplausible = "amount-implausible"
  /// A row that says whose a rule or a cell is, and no rule of the lists heeds it.
  case authorityUnused = "authority-unused"
  /// The balance of a beneficiary whose donor pays.
  case balanceUnused = "balance-unused"
  /// A beneficiary of a project without hours to draw.
  case claimUnserved = "claim-unserved"
  /// Rows or columns of a sheet that are hidden and read.
  case cellsHidden = "cells-hidden"
  /// A column of projects that is read in place of rows of another list.
  case columnForRows = "column-for-rows"
  /// A column that is not read.
  case columnUnknown = "column-unknown"
  /// A project without costs.
  case costMissing = "cost-missing"
  /// Days of work where hours are asked for.
  case daysAsHours = "days-as-hours"
  /// People live where the way to the places of work is not known.
  case distanceUnknown = "distance-unknown"
  /// A fund, a limit or a volunteer names something that no project has.
  case earmarkUnmatched = "earmark-unmatched"
  /// A file that is not read.
  case fileUnknown = "file-unknown"
  /// A fund that may pay for nothing.
  case fundUnusable = "fund-unusable"
  /// A header of two rows, groups above the names.
  case headerOfTwoRows = "header-of-two-rows"
  /// A volunteer without a home.
  case homeMissing = "home-missing"
  /// An id that an import wrote otherwise.
  case idRewritten = "id-rewritten"
  /// A project or a fund that is listed twice.
  case itemRepeated = "item-repeated"
  /// Names of items where ids are asked for.
  case nameForID = "name-for-id"
  /// A need whose due period lies outside the plan.
  case needOutsidePeriods = "need-outside-periods"
  /// A need that is reported twice.
  case needRepeated = "need-repeated"
  /// A need that no project serves.
  case needUnserved = "need-unserved"
  /// A row of an imported table that looks like a note or a signature.
  case noteRow = "note-row"
  /// A row that numbers the columns.
  case numberingRow = "numbering-row"
  /// A ballot that the election's own rules do not allow.
  case pabulibBallotOdd = "pabulib-ballot-odd"
  /// A count or sum of an election that its file does not bear out.
  case pabulibCountDiffers = "pabulib-count-differs"
  /// Something that readers of Pabulib's format do not expect.
  case pabulibDoubtful = "pabulib-doubtful"
  /// A project outside every category or neighbourhood that has a budget.
  case pabulibUnbudgeted = "pabulib-unbudgeted"
  /// A key, column or text of an election that has no effect.
  case pabulibUnread = "pabulib-unread"
  /// Votes and scores in one file, without a choice between them.
  case pabulibUtilityOpen = "pabulib-utility-open"
  /// A pin of somebody who can hold no role of the project.
  case pinUnheld = "pin-unheld"
  /// A part of a profile that no column uses.
  case profileUnused = "profile-unused"
  /// A project that serves no need.
  case projectServesNothing = "project-serves-nothing"
  /// A project with a cost that no fund may pay.
  case projectUnpayable = "project-unpayable"
  /// A rank that a person gives twice, or one after a gap.
  case rankOdd = "rank-odd"
  /// A role that too few people can hold.
  case roleUnheld = "role-unheld"
  /// A row whose amounts are the sums of the rows above it.
  case rowLikeTotal = "row-like-total"
  /// A row that stands twice and counts twice.
  case rowRepeated = "row-repeated"
  /// Caps on shares that add up to less than the cost.
  case sharesBelowWhole = "shares-below-whole"
  /// A sheet of a workbook that is not read.
  case sheetUnknown = "sheet-unknown"
  /// Slots outside the days on which a project can run.
  case slotOutside = "slot-outside"
  /// A text that is nearly one that occurs more often.
  case spellingNear = "spelling-near"
  /// Rows above the header.
  case titleRows = "title-rows"
  /// A total that is not the sum of the rows above.
  case totalDiffers = "total-differs"
  /// A row of totals.
  case totalRow = "total-row"
  /// A header in another unit than the title.
  case unitsDiffer = "units-differ"
  /// One cell with several values where one is read.
  case valueCompound = "value-compound"
  /// A workbook that takes values from other files.
  case valuesLinked = "values-linked"
  /// A volunteer whom no role can use.
  case volunteerUnplaced = "volunteer-unplaced"
  /// Votes for something that is not on the ballot.
  case voteUnknown = "vote-unknown"
  /// A way that matters and is not known.
  case wayUnknown = "way-unknown"

  /// A note tells how something was read, without a doubt, and `--strict` does not refuse it.
  public var severity: Finding.Severity {
    switch self {
    case .columnForRows, .headerOfTwoRows, .nameForID, .numberingRow, .titleRows, .totalRow: .note
    default: .warning
    }
  }
}

extension Finding {
  /// Creates a warning or a note about a place in a file.
  public init(
    _ code: WarningCode, file: String, line: Int = 0, column: Int = 0, value: String = "", expected: Bilingual,
    mend: Bilingual
  ) {
    self.init(
      code.rawValue, severity: code.severity, file: file, line: line, column: column, value: value, expected: expected,
      mend: mend)
  }

  /// Creates a warning or a note about a cell in the row at `origin`.
  public init(
    _ code: WarningCode, at origin: Origin, _ cell: CellKey, value: String, expected: Bilingual, mend: Bilingual
  ) {
    self.init(
      code.rawValue, severity: code.severity, at: origin, cell, value: value, expected: expected, mend: mend)
  }
}
