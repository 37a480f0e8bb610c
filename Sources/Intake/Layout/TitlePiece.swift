/// A part of a title between punctuation, brackets and cell borders: the least text that may state a unit.
struct TitlePiece {
  /// The text in half-width letters and lower case, with single spaces.
  let text: String
  /// The position of its cell.
  let cell: Int
  /// Whether it stands behind a word for a unit, as 万元 does in `单位：万元` and in the cells `单位：`, `万元`.
  let isSaid: Bool
  /// Whether it stands in brackets, or fills its cell.
  let isNoted: Bool

  /// The text without spaces.
  var whole: String { text.filter { $0 != " " } }
  var words: [String] { text.split(separator: " ").map(String.init) }

  /// The pieces of a row of titles.
  /// - Parameter cells: The texts of its cells.
  static func pieces(of cells: [String]) -> [TitlePiece] {
    var out: [TitlePiece] = []
    // A statement begins behind a word for a unit, and a list such as `万元、人` continues it.
    var (isLabelled, isSaid) = (false, false)
    for (cell, text) in cells.enumerated() where !text.isEmpty {
      for (opener, piece) in split(plain(text)) {
        switch opener {
        case "、", ",", ";", "/": isSaid = isSaid || isLabelled
        case ":", nil: isSaid = isLabelled
        default: isSaid = false
        }
        if piece.isEmpty { continue }
        let isWhole = piece == plain(text).trimmedCell
        out.append(
          TitlePiece(text: piece, cell: cell, isSaid: isSaid, isNoted: opener == "(" || isWhole))
        isLabelled = isLabel(out[out.count - 1].whole)
      }
    }
    return out
  }

  /// The text in half-width letters, with one kind of brackets, single spaces and numbers without commas.
  private static func plain(_ text: String) -> String {
    var out = ""
    for character in halfWidth(text).lowercased() {
      switch character {
      case "[", "【", "〔", "{": out.append("(")
      case "]", "】", "〕", "}": out.append(")")
      case "∶", "﹕", "︰": out.append(":")
      case _ where character.isWhitespace: out += out.hasSuffix(" ") ? "" : " "
      default: out.append(character)
      }
    }
    // A regular expression is compiled each time, which takes longer than the rest of a title.
    guard out.utf8.contains(UInt8(ascii: ",")) else { return out }
    return out.replacing(/([0-9]),([0-9]{3})/) { $0.1 + $0.2 }
  }

  /// The pieces of a cell, each with the sign before it; nil at the beginning of the cell.
  private static func split(_ text: String) -> [(opener: Character?, text: String)] {
    var out: [(Character?, String)] = [(nil, "")]
    for character in text {
      if "():;,、。—–-_|·•\"“”‘’《》<>=*~!?".contains(character) {
        out.append((character, ""))
      } else {
        out[out.count - 1].1.append(character)
      }
    }
    return out.map { ($0.0, $0.1.trimmedCell) }
  }

  /// Whether a piece announces a unit: it ends in 单位 or unit, and does not name an office, as 填报单位 does.
  static func isLabel(_ whole: String) -> Bool {
    guard ["单位", "unit", "units"].contains(where: whole.hasSuffix) else { return false }
    return !offices.contains { whole.hasSuffix($0 + "单位") }
  }

  /// Whether a text behind 单位 is the name of an office rather than a unit.
  static func isOffice(_ whole: String) -> Bool {
    whole.count > 1 && officeSigns.contains { whole.contains($0) }
      && !["元", "圆", "币"].contains { whole.hasSuffix($0) }
  }

  /// Words before 单位 that make it an office.
  private static let offices = [
    "填报", "填表", "编制", "制表", "报送", "上报", "申报", "申请", "主管", "责任", "牵头", "实施", "建设", "承办", "承建", "施工", "监理", "设计",
    "预算", "用款", "使用", "受益", "负责", "项目", "所属", "管理", "执行", "配合", "协办", "主办", "审核", "审批", "拨款", "收款", "付款", "资助",
    "捐赠", "支持", "帮扶", "联系", "结对", "共建", "派出", "服务", "事业", "行政", "机关", "各", "本", "下属", "直属", "成员", "参与", "合作",
    "工作", "所在", "推荐", "接收", "委托", "采购", "供应", "落实", "组织", "发文", "印发", "有关", "相关", "承担", "经办", "出资", "配套", "代建",
    "运营", "养护", "业主", "提供", "领取", "基层", "企业", "企事业", "用人", "党政", "部门",
  ]

  private static let officeSigns = [
    "镇", "乡", "村", "局", "办", "委", "会", "所", "中心", "站", "政府", "街道", "部", "院", "校", "公司", "科", "厅", "处", "社", "县", "区",
    "市", "省", "州", "旗", "组", "团", "队", "馆", "厂", "党", "园", "企业", "店", "室", "银行", "town", "office", "bureau",
    "committee",
    "department", "village", "centre", "center",
  ]
}
