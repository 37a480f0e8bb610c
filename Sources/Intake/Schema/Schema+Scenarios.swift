import Model

private typealias C = ColumnSchema.Content

extension TableSchema {
  /// The schema of `scenarios.csv`, which is read apart from the lists.
  public static let scenarios = TableSchema(
    ScenarioField.self,
    meaning: Bilingual(
      "要比较的情景：每行是对清单的一处改动，情景相同的各行一起生效，先后按行序",
      "scenarios to compare: each row is one change of the lists; rows of one scenario hold together, in their order")
  ) {
    switch $0 {
    case .scenario:
      C(
        "情景", .text, "情景的名称，也是其文件夹的名称；`base`（基准）即不改动的清单，不必写",
        "name of the scenario, and of its folder; `base` stands for the lists as they are and needs no row",
        required: true)
    case .ofList:
      C(
        "清单", .text, "改哪张清单，如 资金；对象的编号只在一张清单里有的，可以不写",
        "the list that is changed, such as funds; may be blank if a single list has the item")
    case .item:
      C(
        "对象", .text,
        "改哪几行：编号或名称，几个用“；”隔开；没有编号的清单写第一列的内容，如费用写项目；`列=内容` 为该列是此内容的各行，几个条件用“；”隔开；`全部` 为所有行",
        "the rows: an id or name, several divided by `;`; in a list without ids, what its first column holds, such as the project of costs; `column=text` for all rows with this text there, several conditions divided by `;`; `all` for every row"
      )
    case .change:
      C(
        "改动", .text, "改哪一列，几列用“；”隔开；或 `新增`、`删除`、`换表`；或 `目标`",
        "the column, several divided by `;`; or `new`, `remove` or `table`; or `objective`", required: true)
    case .value:
      C(
        "值", .text,
        "改成什么，写法同清单；`空白` 清空；金额、数量、时长可写增减：`-10%`、`+5万元`；比例写 `+10个百分点`；`-20%..+20% 步长 5%` 每一步成一个情景；新增写 `列=内容；列=内容`；换表写文件名；目标写 `value` 加权满足量、`money` 金额、`count` 项目数",
        "the new content, as in the list; `blank` empties the cell; amounts, quantities and durations take changes: `-10%`, `+5万元`; shares take `+10 points`; `-20%..+20% step 5%` makes one scenario of each step; `new` takes `column=text; column=text`, `table` the name of a file, `objective` one of value, money, count"
      )
    case .note: C("说明", .text, "为什么；只供阅读", "why; for readers only")
    }
  }
}
