import Model

private typealias C = ColumnSchema.Content

extension TableSchema {
  static let authorities = TableSchema(
    AuthorityField.self,
    meaning: Bilingual(
      "规定和单元格由谁定；不写的按 docs/rules.md 的默认", "whose rules and cells are; what is not listed is as docs/rules.md has it")
  ) {
    switch $0 {
    case .rule:
      C(
        "规定", .text, "规定的名称，如 专款专用；“清单.列名”，如 资金.可用类别；或清单，如 资金，即其中各列。同一对象有几行的，写明对象的先于不写的，其次列先于规定、规定先于清单",
        "the name of a rule, such as eligibility; list.column, such as funds.categories; or a list, such as funds, for all its columns. Of several rows, one with an item counts before one without, then a column before a rule, and a rule before a list",
        required: true)
    case .item:
      C(
        "对象", .text, "该规定、列或清单所涉及的资金、项目、需求等的编号，如 专款专用 写资金或项目，清单 资金 写资金；别的清单中的对象不收；空白为全部",
        "id of a fund, project, need or other item that the rule, the column or the list is about: of a fund or a project for eligibility, of a fund for the list of funds; an item of another list is refused; blank: all"
      )
    case .authority:
      C(
        "权限", .choice(authorityWords), "谁能改。编制方案的一级能改本级和下级的，上级的要报上级同意；法律谁也不能放开",
        "who may change it. Who plans may change what is of their own level or below, and asks for what is above; nobody waives the law",
        required: true)
    }
  }
}
