import Model

extension DifferenceText {
  /// The reason of a difference as a short mark, which the notes spell out.
  func reason(_ reason: DifferenceReport.Reason) -> String {
    let text: String
    switch reason.kind {
    case "change":
      let parts = reason.changes.map { number in
        "\(number)" + (reason.proven.contains(number) ? (zh ? "（已证）" : " (proven)") : "")
      }
      text = zh ? "因改动 \(parts.joined(separator: " 或 "))" : "by change \(parts.joined(separator: " or "))"
    case "group":
      let numbers = reason.changes.map { "\($0)" }.joined(separator: zh ? "、" : ", ")
      let end = reason.minimal ?? true ? "" : zh ? "，未必都要" : ", perhaps not all"
      text = zh ? "因改动 \(numbers) 合起来\(end)" : "by changes \(numbers) together\(end)"
    case "not_remade": text = zh ? "B 的清单下也可如 A" : "the lists of B allow it as in A"
    case "persists": text = zh ? "A 的清单下也可如 B" : "the lists of A allow it as in B"
    case "neither": text = zh ? "全部改回后是第三种" : "with all undone, neither"
    case "unknown": text = zh ? "没有单独一处改动" : "by no single change"
    case "nothing_differs": text = zh ? "与清单无关" : "not by the lists"
    default: return ""
    }
    return zh ? " 〔\(text)〕" : " [\(text)]"
  }

  /// What the marks mean, as far as they occur, and what is proven.
  var notes: [String] {
    guard report.hasPlans, !report.differences.isEmpty else { return [] }
    let reasons = report.differences.map(\.reason)
    let kinds = Set(reasons.map(\.kind))
    if kinds == ["not_asked"] { return [] }
    var notes: [Bilingual] = []
    if kinds.contains("change") {
      let isAny = reasons.contains { $0.kind == "change" && $0.changes.count > 1 }
      let (zhAny, enAny) =
        isAny ? ("；有“或”的，改回其中哪一处都行", "; where several are named, undoing any one of them does") : ("", "")
      notes.append(
        Bilingual(
          "因改动 n：B 的清单只把第 n 处改回 A 的内容，从 B 的方案出发重新求解，所作方案在这一点上与 A 相同\(zhAny)。",
          "by change n: with change n alone undone in the lists of B, the plan that allot makes, starting from the plan of B, is as A in this\(enAny)."
        ))
    }
    if reasons.contains(where: { !$0.proven.isEmpty }) {
      notes.append(
        Bilingual(
          "已证：改回之后，凡是这个项目仍如 B 的方案，都不如所作的方案（保底更差，或保底一样而得分更低）。",
          "proven: with the change undone, every plan with this project as in B is worse than the one made: in the floors, or, where these are as good, in value."
        ))
    }
    if kinds.contains("group") {
      notes.append(
        Bilingual(
          "合起来：单独改回哪一处都不行，这几处一起改回，所作方案在这一点上就与 A 相同；没有写“未必都要”的，留下其中任何一处不改回也不行。",
          "together: no single change does it; with these undone together the plan made is as A in this, and, unless it says ‘perhaps not all’, no longer if any one of them is left."
        ))
    }
    return ["", zh ? "原因的意思" : "What the reasons mean"]
      + (notes + noteOfTies(kinds)).map { "  \($0[language])".printable }
  }

  private func noteOfTies(_ kinds: Set<String>) -> [Bilingual] {
    var notes: [Bilingual] = []
    if kinds.contains("not_remade"), let figures = report.remade?.figures, let own = report.b.figures {
      notes.append(
        Bilingual(
          "B 的清单下也可如 A：一处也不改回，从 B 的方案出发重新求解，所作方案在这一点上就与 A 相同（得分 \(shown(figures))，B 的方案 \(shown(own))）。",
          "the lists of B allow it as in A: with no change undone, the plan that allot makes, starting from the plan of B, is as A in this (value \(shown(figures)), the plan of B \(shown(own)))."
        ))
    }
    if let figures = report.undone?.figures, let own = report.a.figures {
      let values = Bilingual(
        "（得分 \(shown(figures))，A 的方案 \(shown(own))）", " (value \(shown(figures)), the plan of A \(shown(own)))")
      if kinds.contains("persists") {
        notes.append(
          Bilingual(
            "A 的清单下也可如 B：改动全部改回，从 B 的方案出发重新求解，所作方案在这一点上仍与 B 相同\(values.zh)：不必有改动才会这样。",
            "the lists of A allow it as in B: with all changes undone, the plan that allot makes, starting from the plan of B, is still as B in this\(values.en): it takes no change to be so."
          ))
      }
      if kinds.contains("neither") {
        notes.append(
          Bilingual(
            "全部改回后是第三种：改动全部改回，从 B 的方案出发重新求解，所作方案在这一点上与 A、B 都不同\(values.zh)：因不因改动，没有证明。",
            "with all undone, neither: with all changes undone, the plan that allot makes, starting from the plan of B, is in this neither as A nor as B\(values.en): whether a change is the cause is not proven."
          ))
      }
    }
    if kinds.contains("unknown") {
      notes.append(
        Bilingual(
          "没有单独一处改动：试过的改动中，单独改回哪一处都不能使方案在这一点上与 A 相同；几处合起来行不行，没有查明。",
          "by no single change: of the changes that were tried, none undone alone makes the plan as A in this; whether several do was not found out."
        ))
    }
    if kinds.contains("nothing_differs") { notes.append(noteOfSameLists) }
    return notes
  }

  private func shown(_ figures: DifferenceReport.Figures) -> String {
    Decimals(figures.value)?.shown() ?? figures.value
  }

  /// Two plans of the same lists.
  private var noteOfSameLists: Bilingual {
    let (a, b) = (report.a.figures!, report.b.figures!)
    let isSame = a.value == b.value
    return Bilingual(
      "与清单无关：清单和选项都相同。A 得分 \(shown(a))，至多 \(bound(a))；B 得分 \(shown(b))，至多 \(bound(b))\(isSame ? "；得分相同，只是安排不同" : "")。",
      "not by the lists: lists and options are the same. Value of A \(shown(a)), at most \(bound(a)); of B \(shown(b)), at most \(bound(b))\(isSame ? "; they are worth the same and are only arranged otherwise" : "")."
    )
  }
}

extension DifferenceReport.Reason {
  /// Whether it names changes.
  var isCause: Bool { kind == "change" || kind == "group" }
}
