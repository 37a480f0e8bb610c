import Foundation
import BranchAndCut
import GLPKSolver
import IntegerProgram
import Testing

@Suite(.serialized) struct ExportTests {
  static let names = ["bell5", "egout", "flugpl", "gesa2", "lseu", "p0548", "p01", "qap04", "small_mip"]

  @Test(arguments: names) func aProgramWrittenAsMPSHasTheSameOptimum(_ name: String) throws {
    let solver = branchAndCut
    let program = try Program(mps: sharedData("miplib/\(name).mps"))
    let again = try Program(mps: program.mps())
    #expect(again.columns.count == program.columns.count)
    #expect(again.mps() == program.mps())
    let optimum = try solver.solve(program, SolveRequest(relativeGap: 0)).solution?.objective
    #expect(try solver.solve(again, SolveRequest(relativeGap: 0)).solution?.objective == optimum)
  }

  @Test func namesTellTheMeaningAndStayApart() {
    var program = Program()
    program.addColumn(Column(Meaning("amount", ["F01", "P07"])))
    program.addColumn(Column(Meaning("amount", ["F01", "养老"])))
    program.addColumn(Column(Meaning("amount", ["F01,P07"])))
    program.addColumn(Column(Meaning("1st")))
    let text = program.mps()
    for name in ["amount_F01_P07 ", "amount_F01_u517bu8001 ", "amount_F01_P07_2 ", "_1st "] {
      #expect(text.contains(" " + name), "\(name)")
    }
  }

  @Test func everyKindOfBoundSurvivesTheFile() throws {
    var program = Program(sense: .maximize)
    program.objective.constant = 2.5
    let bounds: [(Double, Double)] = [
      (0, .infinity), (-.infinity, .infinity), (-.infinity, -3), (-2, 5), (4, 4), (0, 1), (-7, .infinity), (0.1, 1e20),
    ]
    for (index, bound) in bounds.enumerated() {
      for kind in [Column.Kind.continuous, .integer] {
        let column = program.addColumn(
          Column(Meaning("x", ["\(index)", "\(kind)"]), kind, lower: bound.0, upper: bound.1))
        program.objective.terms.append(Term(column, Double(index)))
        program.addRow(Row(Meaning("range", ["\(index)", "\(kind)"]), [Term(column, 0.1)], lower: -9, upper: 11))
      }
    }
    let again = try Program(mps: program.mps())
    #expect(again.objective.sense == .minimize)
    #expect(again.objective.constant == -2.5)
    for (new, old) in zip(again.columns, program.columns) {
      #expect(new.lower == old.lower && new.upper == old.upper && new.kind == old.kind, "\(old.meaning)")
    }
    for (new, old) in zip(again.rows, program.rows) { #expect(new.lower == old.lower && new.upper == old.upper) }
  }

  @Test func everyLineOfACommentIsAComment() throws {
    var program = Program(sense: .minimize)
    program.addColumn(Column(Meaning("x"), upper: 1))
    let comment = "未含：人员\nENDATA\r\nEnd"
    #expect(try Program(mps: program.mps(comment: comment)).columns.count == 1)
    #expect(program.mps(comment: comment).hasPrefix("* 未含：人员\n* ENDATA\n* End\nNAME"))
    #expect(program.lp(name: "allot", comment: comment).hasPrefix("\\ allot\n\\ 未含：人员\n\\ ENDATA\n\\ End\nMinimize"))
  }

  @Test(arguments: ["", "NAME x\nROWS\n N o\n", "ROWS\n Q r\nENDATA", "COLUMNS\n x r 1\nENDATA", "\u{0}\u{1}"])
  func aBrokenFileIsAnErrorWithItsLine(_ text: String) {
    #expect(throws: MPSError.self) { try Program(mps: text) }
  }
}
