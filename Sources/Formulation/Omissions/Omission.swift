import Model

/// The kind of reason for which a plan leaves a project out, as the lists and the plan alone show it.
///
/// Each kind holds as it stands. It says what stands in the way of the project beside the plan as it is, not that the
/// project could not be in another plan.
public enum Omission: Sendable, Equatable {
  /// It is done already.
  case done
  /// The joint meeting decided against it.
  case decidedAgainst
  /// It has nobody responsible, or no approval.
  case notReady
  /// It cannot start in any period of the plan.
  case noStart
  /// No fund may pay these types of cost.
  case noFund([String])
  /// There is nothing among the goods and venues that it may use, of this name or type.
  case noAsset(String)
  /// Too few volunteers may hold this role.
  case tooFewAble(RoleID)
  /// It requires this project, which is not carried out.
  case prerequisite(ProjectID)
  /// It excludes this project, which is carried out, or is excluded by it.
  case incompatible(ProjectID)
  /// It serves no need of the lists.
  case servesNothing
  /// The needs that it serves are no longer open.
  case needsClosed
  /// It serves open needs, but none in its due period.
  case outOfTime
  /// Of each open need that it could serve in time, the whole is served by others.
  case needsServed
  /// A limit of projects or of money has no room for it; its place or category, nil for that of all projects.
  case limit(String?)
  /// The funds that may pay for it have too little left: at least so many minor units are missing.
  case moneyShort(Int128)
  /// Too little is left of goods or a venue of this name or type.
  case assetShort(String)
  /// Too few of the volunteers who may hold this role have time left for it.
  case peopleShort(RoleID)
  /// Its variants fail for reasons of different kinds: each variant's title, and its reason.
  case variants([OmittedVariant])
  /// Nothing of all this: it was weighed against the rest of the plan and not chosen.
  case weighed

  /// The kind of the reason without what it is about, for counting; by the order of the cases.
  public var kind: Bilingual {
    switch self {
    case .done: Bilingual("已完成", "done already")
    case .decidedAgainst: Bilingual("会议决定不办", "decided against by the meeting")
    case .notReady: Bilingual("没有负责人或未立项", "nobody responsible, or no approval")
    case .noStart: Bilingual("期间内开不了工", "cannot start within the plan")
    case .noFund: Bilingual("没有资金可用于其全部费用", "no fund may pay all of its costs")
    case .noAsset: Bilingual("没有可用的物资场地", "no goods or venue that it may use")
    case .tooFewAble: Bilingual("符合条件的志愿者不够", "too few volunteers who qualify")
    case .prerequisite: Bilingual("前置项目未安排", "a project that it requires is not carried out")
    case .incompatible: Bilingual("互斥项目已安排", "a project that it excludes is carried out")
    case .servesNothing: Bilingual("不服务任何需求", "serves no need")
    case .needsClosed: Bilingual("所服务的需求已办结或撤回", "the needs that it serves are closed")
    case .outOfTime: Bilingual("赶不上需求的期限", "too late or too early for the needs that it serves")
    case .needsServed: Bilingual("能满足的需求已由其他项目满足", "what it could serve is served by others")
    case .limit: Bilingual("项目数或金额已到限制", "a limit of projects or money is reached")
    case .moneyShort: Bilingual("可用资金余额不足", "the funds that may pay for it have too little left")
    case .assetShort: Bilingual("余下的物资场地不够", "too little is left of goods or venues")
    case .peopleShort: Bilingual("余下的志愿者不够", "too few volunteers are left")
    case .variants: Bilingual("各种做法各有原因", "each way of doing it fails for its own reason")
    case .weighed: Bilingual("全盘比较后没有选上", "weighed against the rest and not chosen")
    }
  }
}

/// A variant of a project, and why it is left out.
public struct OmittedVariant: Sendable, Equatable {
  /// The title of the variant, or its id where it has none.
  public var title: String
  /// The kind of reason.
  public var reason: Omission
}

extension Omission {
  /// The reason in words: its kind, and what it is about.
  /// - Parameter currency: The currency of the plan.
  public func text(_ language: Language, _ currency: Currency) -> String {
    let about = subject(language, currency)
    if case .variants = self { return about ?? kind[language] }
    return kind[language] + (about.map { (language == .zh ? "：" : ": ") + $0 } ?? "")
  }

  private func subject(_ language: Language, _ currency: Currency) -> String? {
    let zh = language == .zh
    switch self {
    case .noFund(let types): return types.joined(separator: zh ? "、" : ", ")
    case .noAsset(let name), .assetShort(let name): return name
    case .tooFewAble(let role), .peopleShort(let role): return zh ? "岗位 \(role)" : "role \(role)"
    case .prerequisite(let id), .incompatible(let id): return id.text
    case .limit(let name): return name
    case .moneyShort(let missing):
      let text = decimalText(missing, digits: currency.digits, grouped: true)
      return zh ? "至少还差 \(text)" : "at least \(text) is missing"
    case .variants(let all):
      return all.map { $0.title + (zh ? "：" : ": ") + $0.reason.text(language, currency) }
        .joined(separator: zh ? "；" : "; ")
    default: return nil
    }
  }
}
