import Model

/// The sentences that an answer may hold; `{name}` is a placeholder for a value.
public enum Message: String, Sendable, CaseIterable {
  // What the plan does.
  /// A project in or outside the plan, a payment, a need served, a rule at its limit.
  case projectIn, projectCreditsNothing, projectOut, leftOutBecause, projectServesNothing, projectServesNone, pays,
    paysIn, serves, binds,
    bindsAt, bindsCells, bindsDecision, overridden
  /// One fund's payment for one project; a need and how much of it is served.
  case paymentIn = "assignmentIn", paymentOut = "assignmentOut", paymentBarred = "assignmentBarred",
    paymentBarredAbove, paymentBarredByLaw,
    needTitle, needUnmetBecause, needClosed, needNoServer, needMost
  /// A fund and what of it is idle.
  case fundTitle, fundUseless, fundExcludes, fundIdleForced, fundIdleChosen, fundIdleOpen, fundSpent, fundEmpty,
    fundReserve
  /// What became of the costs that a fund may pay.
  case fundAllPaid, fundPaidFor, fundNoneCarriedOut, fundLarger, fundNothingLeft, fundOutside, fundNoMore,
    fundNoMoreWhole
  /// The start of a project, its goods and venues, its cost shares; the weight of a place.
  case startsIn, uses, costShare, weight
  /// A volunteer, their roles, and the roles that they do not hold.
  case volunteerTitle, volunteerTitleInPeriods, volunteerBarred = "volunteerKept",
    volunteerBarredPrivately = "volunteerKeptPrivately", volunteerSpare, volunteerInstead,
    volunteerNoRoom, volunteerOpen, volunteerNoRole, volunteerReplaced, holds, roleGap, roleExcluded = "roleKept"
  /// A volunteer on one project; a stock or venue and its uses.
  case assignmentsIn = "postIn", assignmentsOut = "postOut", assignmentsNotDone = "postNotDone",
    assignmentsNoRole = "postNoRole", assignmentsReplaced = "postReplaced", stockTitle, venueTitle, assetUse, assetIdle,
    assetUseless
  /// A place, what it proposed and what it got.
  case placeTitle, placeShare, placeDeclared, placeIn, placeOut, placeOutOthers, placeNeeds, placeNone
  // Prices.
  /// The price of another plan, or that it is zero or unclear; floors that change.
  case priceExact, priceWithin, priceMore, priceBetween, gainBetween, priceUnclear, priceAlike, changeUnclear,
    priceZero, priceGain, sameAchieved,
    floorsWorse, floorsShifted, floorsBetter, floorsFirst
  /// What another plan does otherwise.
  case goesOut, comesIn, comesInBesides, alters, paidOtherwise, paidOtherwiseToo, paidOtherwiseAlone, paidForNew,
    paidForGone, spendsBesides, spendsInstead, spendsLess, takesMost, takesMoney, nothingInstead, nothingGivenUp,
    undecided
  // Conflicts and repairs.
  /// A conflict, its rules, and a repair.
  case impossible, impossibleAlone, contradiction, notProvenMinimal, ruleLine, ruleLines, earmarksOfProject,
    earmarksOfFund, earmarksAllow, earmarksAllowNothing, electionBar, alsoNotReady, repair, repairConsent, repairNeeds,
    repairMoney, repairMoneyFirst, repairMoneyNext, repairMoneyNone
  /// What a repair achieves, or that no repair was found.
  case repairAsks, repairAsksOpen, repairFewer, repairLaw, repairNeedsLaw, repairFact, repairSelects, repairNotEnough,
    repairAlike,
    repairPossible, repairOthers, noRepair, repairPeople, repairOpen, repairMore
  // Least changes.
  /// The least change with which a project is chosen, or that there is none.
  case takeCost, moneyLosingNothing, takeMoney, moneyReleased, moneyConsent, takeHours, takeWaiver, takeWaiverAsks,
    lawLeftOut,
    takeNoCost, takeNoMoney,
    takeNoHours, takeNoWaiver
  /// What of a least change was not settled.
  case takeUndecided, takeNoMoneyUpTo, takeCostUnclear, takeMoneyUnclear, takeWaiverOpen, fundsUntried, nothingLess,
    nothingLessEach, tooLittle, lessUnknown, takeLead, mayChooseNow
  /// Whether a project that lacked people is chosen once it can be staffed.
  case possibleWithHours, thenChosen, thenPossible
  // Suppositions, more of something, alternatives.
  /// The result of a supposition; what a little more of something is worth.
  case whatIfSame, whatIfTitle, whatIfLaw, whatIfAsks, whatIfFact, whatIfInfeasible, nextTitle, nextStep, nextStepExact,
    nextSame,
    nextUnclear,
    nextNothing,
    nextAssetTitle, nextSkillTitle, nextUnused
  /// An alternative and how far it differs.
  case alternativeTitle, alternativeFarthest, alternativeFarther, alternativeNone, alternativeOpen, alternativeMoney,
    alternativeGains, alternativeEqual
  /// Whether any plan obeys the rules, and which floors cannot hold.
  case feasible, infeasible, floorsCannotHold, floorsWithoutServers
  // Advice.
  /// What is to be decided, in a few lines before the warnings.
  case summaryTitle, summaryLapses, summaryStays, summaryOwnFree, summaryExchange, summaryOwnCostly,
    summaryBreaksFloors, summaryStuck,
    summaryPermits,
    summaryAsks,
    summaryUrgent, summaryNeeded
  /// A warning, and the move that helps at least cost.
  case urgentUnserved, urgentNoServer, idleMoney, expiringMoney, permissionNone, permissionLaw, permissionUnclear,
    permissionCells, permissionBest, permissionBestWithin, dependsOnOne = "hangsOnOne", standIn, standInAny,
    standInEnough, standInNone, standInOpen, volunteersFull, neverSurveyed, surveyedLongAgo, allWell
  /// What a point is.
  case scoreMeaning

  /// The sentence in both languages with its placeholders.
  public var template: Bilingual {
    switch self {
    case .projectIn: Bilingual("项目 {project} 安排了，费用 {cost}。", "Project {project} is in the plan, at a cost of {cost}.")
    case .projectCreditsNothing:
      Bilingual(
        "现方案中没有需求由它来满足，请核对是否还要安排。",
        "In this plan no need is served by it; check whether it should be in the plan.")
    case .leftOutBecause:
      Bilingual("原因（别的项目都不动）：{reasons}。", "Why, while the other projects stay as they are: {reasons}.")
    case .needUnmetBecause:
      Bilingual("没有全部满足的原因：{reasons}。", "Why it is not wholly served: {reasons}.")
    case .projectOut: Bilingual("项目 {project} 没有安排。", "Project {project} is not in the plan.")
    case .projectServesNothing:
      Bilingual(
        "“服务”表中没有写它满足哪项需求，所以安排它不算做到什么，限定需求层次的资金也不能为它付款；请在“服务”表中为它补一行（项目、需求、数量）。",
        "The list of services does not say which need it serves, so it counts for nothing and no fund for a tier of needs may pay for it; add a row for it (project, need, quantity)."
      )
    case .projectServesNone:
      Bilingual(
        "“服务”表中为它写的需求，它现在一项也满足不了，所以安排它不算做到什么：{needs}；请改正，或在“服务”表中为它补一项待办的需求。",
        "Of the needs that the list of services names for it, it can serve none as things are, so it counts for nothing: {needs}; correct this, or add a row for an open need."
      )
    case .pays:
      Bilingual(
        "资金 {fund} 为 {project} 的“{type}”付 {amount}，依据是{cells}。",
        "Fund {fund} pays {amount} for ‘{type}’ of {project}, as the lists allow: {cells}.")
    case .paysIn:
      Bilingual(
        "资金 {fund} 在 {period} 为 {project} 的“{type}”付 {amount}，依据是{cells}。",
        "Fund {fund} pays {amount} in {period} for ‘{type}’ of {project}, as the lists allow: {cells}.")
    case .serves: Bilingual("{project} 满足需求 {need}：{amount}。", "{project} serves need {need}: {amount}.")
    case .binds:
      Bilingual(
        "在这里没有余地的规定：{rule}（{subjects}）。",
        "A rule that leaves no more room here: {rule} ({subjects}).")
    case .bindsCells:
      Bilingual(
        "在这里没有余地的规定：{rule}（{subjects}），见{cells}。",
        "A rule that leaves no more room here: {rule} ({subjects}), see {cells}.")
    case .bindsAt:
      Bilingual(
        "在这里没有余地的规定：{rule}（{subjects}）：{limits}。",
        "A rule that leaves no more room here: {rule} ({subjects}): {limits}.")
    case .bindsDecision: Bilingual("在这里没有余地：{decisions}。", "There is no more room here: {decisions}.")
    case .overridden:
      Bilingual(
        "会上改定：{decision}。{by} {day} 决定，理由：{reason}。",
        "Overridden by the meeting: {decision}. Decided by {by} on {day}; reason: {reason}.")
    case .paymentIn:
      Bilingual("资金 {fund} 为项目 {project} 付 {amount}。", "Fund {fund} pays {amount} for project {project}.")
    case .paymentOut: Bilingual("资金 {fund} 没有为项目 {project} 付款。", "Fund {fund} pays nothing for project {project}.")
    case .paymentBarred:
      Bilingual(
        "“{type}”不符合{cells}：不改这笔资金的用途，就不能由它支付。",
        "‘{type}’ is not what the lists allow: {cells}. It may not pay that unless these are changed.")
    case .paymentBarredAbove:
      Bilingual(
        "“{type}”不符合{cells}{owner}：没有{level}书面同意调整这笔资金的用途，就不能由它支付。",
        "‘{type}’ is not what the lists allow: {cells}{owner}. It may not pay that without the written consent of {level} to another purpose."
      )
    case .paymentBarredByLaw:
      Bilingual(
        "“{type}”不符合{cells}{owner}：{level}不能放开，所以不能由它支付。",
        "‘{type}’ is not what the lists allow: {cells}{owner}. It may not pay that, as {level} cannot be waived.")
    case .needTitle:
      Bilingual("需求 {need}：需要 {needed}，满足了 {served}。", "Need {need}: {needed} needed, {served} served.")
    case .needClosed: Bilingual("这项需求已经不在待办之列。", "This need is no longer open.")
    case .needNoServer:
      Bilingual("清单里没有一个项目是为它申报的：要先申报项目。", "No project in the list serves it: one must be proposed first.")
    case .needMost:
      Bilingual("申报的项目全部实施，最多也只能满足 {most}。", "All projects that were proposed for it could serve {most} at most.")
    case .fundTitle:
      Bilingual(
        "资金 {fund}：可用 {available}，安排 {used}，结余 {idle}。",
        "Fund {fund}: {available} to spend, {used} allotted, {idle} left.")
    case .fundUseless: Bilingual("没有一项费用可以由它支付。", "There is no cost that it may pay.")
    case .fundReserve:
      Bilingual("另有预留 {reserve}，按规定不安排。", "A reserve of {reserve} besides is not to be spent.")
    case .fundExcludes:
      Bilingual(
        "清单中 {all} 项费用（按项目和支出计）都不合它的用途，各栏排除的项数：{columns}；请核对这几栏，或申报它可以付款的项目。",
        "None of the {all} costs in the lists (by project and type) fits its earmarks. Excluded by each column: {columns}. Check these columns, or propose a project that it may pay for."
      )
    case .fundAllPaid:
      Bilingual(
        "它可以付款的 {all} 个项目（{projects}）都已安排，按用途可以由它付的费用共 {payable}，都已有资金安排：它付 {mine}，别的资金付 {others}。",
        "All projects that it may pay for ({all}: {projects}) are in the plan. Their costs that fit its purpose come to {payable}, and all are covered in this plan: {mine} by it and {others} by other funds."
      )
    case .fundPaidFor:
      Bilingual(
        "它可以付款的项目有 {all} 个，其中已安排 {count} 个（{projects}）。这些已安排的项目，按用途可以由它付的费用共 {payable}，都已有资金安排：它付 {mine}，别的资金付 {others}。",
        "Projects that it may pay for: {all}; in the plan of these: {count} ({projects}). Their costs that fit its purpose come to {payable}, and all are covered in this plan: {mine} by it and {others} by other funds."
      )
    case .fundNoneCarriedOut:
      Bilingual(
        "它可以付款的项目有 {all} 个（{projects}），一个也没有安排。",
        "Of the {all} projects that it may pay for ({projects}), none is in the plan.")
    case .fundLarger:
      Bilingual(
        "规模做到最大或换一种做法，可以由它付的费用还会增加（它余下的钱不一定够）：{projects}。",
        "Done at the largest scale or in another way, these would have further costs that it may pay (what it has left need not be enough): {projects}."
      )
    case .fundNothingLeft:
      Bilingual(
        "剩下的钱没有可以付的费用：要用上，须申报它可以付款的新项目。",
        "There is no cost left for the rest of it: to use it, a new project must be proposed that it may pay for.")
    case .fundNoMoreWhole:
      Bilingual(
        "再多付就办不到了（已算过）：项目要整个办，几条规定合在一起就凑不出更多，这里没法一条一条说。",
        "To pay more is impossible (worked out): projects are carried out as a whole, and the rules together leave no way; this cannot be said rule by rule here."
      )
    case .fundNoMore:
      Bilingual(
        "{what}：办不到。就算别的规定都放开，它能付的费用合起来也不到这么多。",
        "{what}: impossible. Even without the other rules, the costs that it may pay come to less than that.")
    case .fundOutside:
      Bilingual(
        "没有安排 {project}：{reason}。",
        "{project} is not in the plan: {reason}.")
    case .fundIdleForced:
      Bilingual(
        "按规定它最多只能付 {most}，其余的付不出去。",
        "By the rules {most} is the most that it can pay; the rest cannot be spent.")
    case .fundIdleOpen:
      Bilingual(
        "按规定它可以付到 {most}，比现在多 {more}；能不能更多，这次没有得出结论。",
        "By the rules it could pay {most}, {more} more than it does; whether it could pay still more was not found out this time."
      )
    case .fundIdleChosen:
      Bilingual(
        "按规定它最多可以付到 {most}，比现在多 {more}。",
        "By the rules it could pay up to {most}, {more} more than it does.")
    case .fundSpent: Bilingual("这笔钱已经全部安排。", "All of it is allotted.")
    case .fundEmpty: Bilingual("这笔资金没有可用的钱。", "There is nothing to spend in this fund.")
    case .startsIn: Bilingual("在 {period} 开始。", "It starts in {period}.")
    case .uses:
      Bilingual(
        "使用 {asset}：{amount}{slots}。",
        "Uses {asset}: {amount}{slots}.")
    case .costShare:
      Bilingual("{place} 分担 {share}，合 {money}。", "{place} bears {share}, which is {money}.")
    case .weight:
      Bilingual("{place} 的权重是 {weight}（公式 {version}）：{terms}", "{place} counts {weight} (formula {version}): {terms}")
    case .volunteerTitle:
      Bilingual(
        "志愿者 {volunteer}：可用 {offered}，安排 {served}。",
        "Volunteer {volunteer}: {offered} offered, {served} assigned.")
    case .volunteerTitleInPeriods:
      Bilingual(
        "志愿者 {volunteer}：每期可用 {offered}，{count} 期共安排 {served}。",
        "Volunteer {volunteer}: {offered} offered in each period, {served} assigned in all {count}.")
    case .holds:
      Bilingual(
        "志愿者 {volunteer} 担任项目 {project} 的岗位“{role}”，{minutes}{when}。",
        "Volunteer {volunteer} holds the role ‘{role}’ of project {project} for {minutes}{when}.")
    case .volunteerBarred:
      Bilingual(
        "有 {count} 个岗位不合适：{rule}（{roles}）。",
        "Roles that do not suit: {count}. {rule} ({roles}).")
    case .volunteerBarredPrivately:
      Bilingual(
        "有 {count} 个岗位不合适（{roles}）：原因见清单中的个人信息，不在这里说明。",
        "Roles that do not suit: {count} ({roles}). The personal columns of the lists say why; it is not said here.")
    case .volunteerSpare:
      Bilingual("能担任 {roles}，但那里有别人，人手已经够了。", "Could hold {roles}, but others do, and there are enough of them.")
    case .volunteerInstead:
      Bilingual(
        "能担任 {roles}，但这样就要让出现在做的一部分（{projects}），由别人接替（重新排过班）。",
        "Could hold {roles}, but would then have to leave some of what they do ({projects}) to others (a roster was worked out anew)."
      )
    case .volunteerNoRoom:
      Bilingual(
        "够条件，但排不进去：{roles}。安排的项目不变，时间、班次或人数上限不允许（重新排过班）。",
        "Fit for {roles}, but with what is in the plan there is no room: times, shifts or numbers forbid it (a roster was worked out anew)."
      )
    case .volunteerOpen:
      Bilingual(
        "够条件，但能不能排进去，这次没有逐一算清：{roles}。",
        "Fit for {roles}; whether there is room was not found out for each this time.")
    case .volunteerNoRole: Bilingual("安排的项目都不需要志愿者。", "Nothing in the plan asks for volunteers.")
    case .volunteerReplaced:
      Bilingual(
        "如果没有这个人，同样的项目别人也承担得了，{achieved}不变（重新排过班）。",
        "Without this person others can staff the same projects, and {achieved} is the same (a roster was worked out anew)."
      )
    case .assignmentsIn: Bilingual("志愿者 {volunteer} 参加项目 {project}。", "Volunteer {volunteer} serves project {project}.")
    case .assignmentsOut:
      Bilingual("志愿者 {volunteer} 没有参加项目 {project}。", "Volunteer {volunteer} does not serve project {project}.")
    case .assignmentsNotDone: Bilingual("项目 {project} 没有安排。", "Project {project} is not in the plan.")
    case .assignmentsNoRole: Bilingual("项目 {project} 不需要志愿者。", "Project {project} asks for no volunteers.")
    case .assignmentsReplaced:
      Bilingual(
        "如果这个人不做这一项，同样的项目别人也承担得了，{achieved}不变（重新排过班）。",
        "If this person did not serve there, others can staff the same projects, and {achieved} is the same (a roster was worked out anew)."
      )
    case .stockTitle:
      Bilingual(
        "{asset}：共有 {held}，安排 {used}，{count} 个项目使用。",
        "{asset}: {held} in all, {used} assigned; projects that use it: {count}.")
    case .venueTitle:
      Bilingual("{asset}：同时容纳 {held}，{count} 个项目使用。", "{asset}: holds {held} at once; projects that use it: {count}.")
    case .assetUse:
      Bilingual(
        "项目 {project}：{amount}{slots}。",
        "Project {project}: {amount}{slots}.")
    case .assetIdle:
      Bilingual(
        "安排的项目都没有用它；申报的项目中可以用它的有：{projects}。",
        "Nothing in the plan uses it; of what was proposed these could: {projects}.")
    case .assetUseless: Bilingual("申报的项目都用不上它。", "Nothing that was proposed could use it.")
    case .roleGap:
      Bilingual(
        "岗位“{role}”需要 {wanted} 人，能担任的只有 {able} 人：",
        "The role ‘{role}’ needs people: {wanted}; who may hold it: {able}.")
    case .roleExcluded:
      Bilingual(
        "{rule}：不符的有 {count} 人。",
        "{rule}: people kept away by this: {count}.")
    case .placeTitle:
      Bilingual(
        "{place}：申报 {declared} 个项目，安排 {count} 个，费用 {money}。",
        "{place}: projects proposed: {declared}; in the plan: {count}, at a cost of {money}.")
    case .placeShare:
      Bilingual(
        "其中 {projects} 与别的地点合办；按份额算，本地的费用是 {money}。",
        "{projects} are shared with other places; by shares, {money} of the cost falls here.")
    case .placeDeclared:
      Bilingual(
        "提出需求 {asked} 项，全部满足 {whole} 项，部分满足 {part} 项。",
        "Needs reported: {asked}; served wholly: {whole}, in part: {part}.")
    case .placeIn:
      Bilingual(
        "安排了：{projects}。",
        "In the plan: {projects}.")
    case .placeOut:
      Bilingual(
        "没有安排 {project}：",
        "{project} is not in the plan:")
    case .placeOutOthers:
      Bilingual("也没有安排：{projects}。要知道原因，可以逐个问。", "Not in the plan either: {projects}. Ask about each for its reasons.")
    case .placeNeeds:
      Bilingual(
        "没有满足的需求：{needs}。",
        "Needs not served: {needs}.")
    case .placeNone: Bilingual("这里没有申报项目。", "No project was proposed here.")
    case .priceExact:
      Bilingual(
        "{what}，{achieved}由 {before} 变为 {after}，少 {shown}（重新算过，准确数）。",
        "{what}, {achieved} would go from {before} to {after}: {shown} less (worked out anew, exact).")
    case .priceWithin:
      Bilingual(
        "{what}，{achieved}由 {before} 变为 {after}，约少 {shown}（重新算过，在 {low} 至 {high} 之间）。",
        "{what}, {achieved} would go from {before} to {after}: about {shown} less (worked out anew; between {low} and {high})."
      )
    case .priceMore:
      Bilingual(
        "{what}，{achieved}由 {before} 变为 {after}，约多 {shown}（重新算过，在 {low} 至 {high} 之间）。",
        "{what}, {achieved} would go from {before} to {after}: about {shown} more (worked out anew; between {low} and {high})."
      )
    case .priceBetween:
      Bilingual(
        "{what}，{achieved}由 {before} 变为 {after}，少 {low} 至 {high}（重新算过，这次没有算得更准）。",
        "{what}, {achieved} would go from {before} to {after}: between {low} and {high} less (worked out anew; no more exact figure was found)."
      )
    case .gainBetween:
      Bilingual(
        "{what}，{achieved}由 {before} 变为 {after}，多 {low} 至 {high}（重新算过，这次没有算得更准）。",
        "{what}, {achieved} would go from {before} to {after}: between {low} and {high} more (worked out anew; no more exact figure was found)."
      )
    case .priceUnclear:
      Bilingual(
        "{what}，{achieved}由 {before} 变为 {after}，两者差不多：得分最多差 {shown}左右，这次算不出哪个更高，可由会议选定。",
        "{what}, {achieved} would go from {before} to {after}, about the same: they differ by some {shown} at most, and which is higher was not found out, so the meeting may choose."
      )
    case .priceAlike:
      Bilingual(
        "{what}，{achieved}不变，仍是 {after}。",
        "{what}, {achieved} would still be {after}.")
    case .changeUnclear:
      Bilingual(
        "{what}，{achieved}由 {before} 变为 {after}，两者差不多：得分最多差 {shown}左右，这次算不出是多是少。",
        "{what}, {achieved} would go from {before} to {after}, about the same: they differ by some {shown} at most, and which is higher was not found out."
      )
    case .priceZero:
      Bilingual(
        "{what}，{achieved}一样，可由会议选定。这次是这样定的：{tie}",
        "{what}, {achieved} is the same, so the meeting may choose. What decided here: {tie}")
    case .priceGain:
      Bilingual(
        "{what}，{achieved}由 {before} 变为 {after}，多 {shown}（重新算过，准确数）。",
        "{what}, {achieved} would go from {before} to {after}: {shown} more (worked out anew, exact).")
    case .floorsWorse:
      Bilingual(
        "{what}，这些需求保不住底：{needs}。",
        "{what}, these needs would get less than is guaranteed: {needs}.")
    case .floorsShifted:
      Bilingual(
        "{what}，缺口合计不增加，但这些需求反而保不住底：{needs}。",
        "{what}, no more would be missing in all, but these needs would get less than is guaranteed: {needs}.")
    case .floorsBetter:
      Bilingual(
        "{what}，这些需求能保住底了：{needs}。",
        "{what}, these needs would get what is guaranteed: {needs}.")
    case .floorsFirst:
      Bilingual(
        "得分虽然不比现在低，但这些需求保不住底；保底在先，所以不这样安排：{needs}。",
        "The score is no lower than now, but these needs would get less than is guaranteed, and that comes first, so this is not done: {needs}."
      )
    case .sameAchieved:
      Bilingual(
        "{what}，{achieved}一样：{after}。",
        "{what}, {achieved} would be the same: {after}.")
    case .goesOut:
      Bilingual(
        "不再安排：{projects}。",
        "Dropped: {projects}.")
    case .comesIn:
      Bilingual(
        "改为安排：{projects}。",
        "Added instead: {projects}.")
    case .comesInBesides:
      Bilingual(
        "新增：{projects}。",
        "Added: {projects}.")
    case .alters:
      Bilingual(
        "做法、规模或时间要改：{projects}。",
        "Changed in method, scale or dates: {projects}.")
    case .paidOtherwise:
      Bilingual(
        "仍安排的项目中，付款可以改为：{projects}。",
        "Of the projects that stay, payments could change as follows: {projects}.")
    case .paidOtherwiseToo:
      Bilingual(
        "仍安排的项目中，{fund} 的付款可以改为：{projects}。照此测算，别的项目由谁付款也有变动，这里没有列；只照这几条改不够。",
        "Of the projects that stay, payments of {fund} could change as follows: {projects}. In that plan, who pays for other projects changes, too, which is not listed here; these changes alone are not enough."
      )
    case .paidOtherwiseAlone:
      Bilingual(
        "项目都不变，只改这些付款就行：{projects}。",
        "With all projects as they are, it is enough to change these payments: {projects}.")
    case .paidForNew:
      Bilingual("新安排的项目由 {fund} 付：{projects}。", "Of the projects added, {fund} pays for {projects}.")
    case .paidForGone:
      Bilingual(
        "不再安排的项目，{fund} 就不用再付：{projects}。", "Of the projects dropped, {fund} no longer pays for {projects}.")
    case .spendsBesides:
      Bilingual("各笔资金合计多安排 {amount}。", "All funds together pay {amount} more.")
    case .spendsInstead:
      Bilingual(
        "各笔资金合计没有多安排：它多付的，别的资金就少付。",
        "All funds together pay no more: what it pays more, others pay less.")
    case .spendsLess:
      Bilingual("各笔资金合计反而少安排 {amount}。", "All funds together pay {amount} less.")
    case .moneyReleased:
      Bilingual(
        "这笔资金分期下达；增加的部分要在 {period} 就下达。",
        "This fund is released by and by; what it has more must be released in {period}.")
    case .moneyConsent:
      Bilingual("这笔资金增加，须先有{who}书面同意。", "For this fund to have more, {who} must consent in writing first.")
    case .takesMoney:
      Bilingual("{project} 用 {amount}。", "{project} takes {amount}.")
    case .takesMost:
      Bilingual(
        "新安排的项目中用钱最多的是 {project}：{amount}。",
        "Of the projects added, {project} takes the most money: {amount}.")
    case .nothingGivenUp:
      Bilingual("没有项目因此不再安排，只是钱要另作安排。", "No project is dropped for it; money is allotted otherwise.")
    case .nothingInstead:
      Bilingual(
        "没有新增项目。",
        "No project comes in.")
    case .undecided:
      Bilingual(
        "{what}：这次没有得出结论。",
        "{what}: not found out this time.")
    case .impossible:
      Bilingual(
        "{what}：办不到，是下面几条合在一起的缘故：",
        "{what}: impossible, because of these together:")
    case .impossibleAlone:
      Bilingual(
        "{what}：办不到，原因是：",
        "{what}: impossible, for this reason:")
    case .contradiction:
      Bilingual(
        "{what}：办不到，清单里就没有这样做的办法。",
        "{what}: impossible; the lists hold no way of doing it.")
    case .notProvenMinimal:
      Bilingual(
        "（其中有的也许不成为原因，这次没有得出结论。）",
        "(Whether all of these are needed was not found out this time.)")
    case .ruleLine:
      Bilingual(
        "{rule}（{subjects}）{where}{owner}。",
        "{rule} ({subjects}){where}{owner}.")
    case .alsoNotReady:
      Bilingual("另外，{project} 还{missing}。", "Besides, {project} {missing} yet.")
    case .electionBar:
      Bilingual(
        "选举自己的规定：{reason}。",
        "A rule of the election itself: {reason}.")
    case .ruleLines:
      Bilingual(
        "{rule}（{count} 处：{examples}）{where}{owner}。",
        "{rule} (in {count} cases: {examples}){where}{owner}.")
    case .earmarksOfProject:
      Bilingual(
        "有 {count} 笔资金不能为 {one} 付款：{reasons}{owner}。", "{count} funds may not pay for {one}: {reasons}{owner}.")
    case .earmarksOfFund:
      Bilingual(
        "资金 {one} 的钱不能用到这 {count} 个项目上：{reasons}{owner}。",
        "The money of fund {one} cannot go to these {count} projects: {reasons}{owner}."
      )
    case .earmarksAllow:
      Bilingual(
        "资金 {one} 只能为 {projects} 付款{owner}。", "Fund {one} may pay only for {projects}{owner}.")
    case .earmarksAllowNothing:
      Bilingual(
        "资金 {one} 不能为清单上的任何项目付款{owner}。", "Fund {one} may pay for no project of the lists{owner}.")
    case .repair:
      Bilingual(
        "{way}{rules}。",
        "{way}{rules}.")
    case .repairAsks:
      Bilingual(
        "只调整{planner}能改的规定，办不到；须{level}书面同意才行（以下仅作测算，不是建议；专项资金未经书面同意不得挪用）：",
        "Changing only what {planner} may change is not enough; with the written consent of {level} (a calculation, not advice: without that consent earmarked money may not be diverted):"
      )
    case .repairAsksOpen:
      Bilingual(
        "只调整{planner}能改的规定，没有找到办法；须{level}书面同意的办法（以下仅作测算，不是建议；专项资金未经书面同意不得挪用）：",
        "No way with only what {planner} may change was found; with the written consent of {level} (a calculation, not advice: without that consent earmarked money may not be diverted):"
      )
    case .repairFewer:
      Bilingual(
        "如果{level}书面同意，要调整的规定可以更少（以下仅作测算，不是建议；专项资金未经书面同意不得挪用）：",
        "With the written consent of {level}, fewer rules need to change (a calculation, not advice: without that consent earmarked money may not be diverted):"
      )
    case .repairLaw:
      Bilingual(
        "原因都是法律规定，哪一级也不能放开。",
        "All of this is law, which no level can waive.")
    case .repairNeedsLaw:
      Bilingual(
        "不动法律规定，放开别的规定也不行。绕不开的法律规定：{rules}。",
        "Waiving rules does not help while the law stands, which no level can waive: {rules}.")
    case .repairFact:
      Bilingual(
        "{projects} 已经完成，放开规定也改变不了。",
        "Done already: {projects}. Waiving rules does not change that.")
    case .repairConsent:
      Bilingual(
        "这样做须先有{who}书面同意（仅作测算，不是建议；专项资金未经书面同意不得挪用）。",
        "This needs the written consent of {who} first (a calculation, not advice: without that consent earmarked money may not be diverted)."
      )
    case .repairNeeds: Bilingual("这样做须先有{who}书面同意。", "This needs the written consent of {who} first.")
    case .repairMoneyFirst:
      Bilingual(
        "只求办得到，也不止一笔资金要增加{unlimited}。资金 {fund} 要增加 {amount}，其余不论增加多少：",
        "Only to make it possible, more than one fund needs more{unlimited}. Fund {fund} needs {amount} more, whatever the others have:"
      )
    case .repairMoneyNext:
      Bilingual(
        "在此之上，资金 {fund} 增加 {amount}。",
        "Beside that, fund {fund} needs {amount} more.")
    case .repairMoneyNone:
      Bilingual(
        "资金 {fund} 单是增加，加多少也不够。",
        "More money in fund {fund} alone is not enough, however much.")
    case .repairMoney:
      Bilingual(
        "只求办得到，资金 {fund} 增加 {amount} 就够{unlimited}。",
        "Only to make it possible, {amount} more in fund {fund} is enough{unlimited}."
      )
    case .repairSelects:
      Bilingual(
        "照此重新算过，能排上，{achieved} {after}。",
        "Worked out anew with this change, it is in the plan, and {achieved} is {after}.")
    case .repairNotEnough:
      Bilingual(
        "照此重新算过，可以安排它，但安排它得分更低，所以没有选上；一定要安排的话，{achieved} {after}。",
        "Worked out anew with this change, it is possible, but not chosen, as the plan without it is better; with it, {achieved} is {after}."
      )
    case .repairAlike:
      Bilingual(
        "照此重新算过，可以安排它；安排与不安排差不多，分不出高低。安排的话，{achieved} {after}。",
        "Worked out anew with this change, it is possible; plans with it and without it are about the same. With it, {achieved} is {after}."
      )
    case .repairOthers:
      Bilingual(
        "另外还找到 {count} 种办法，没有一种算出更好的结果。",
        "More ways were found: {count}; none of them came out better.")
    case .repairPossible:
      Bilingual(
        "照此可以安排它，{achieved} {after}；不安排它是不是更好，这次没有得出结论。",
        "With this change it is possible, and {achieved} is {after}; whether a plan without it is better was not found out this time."
      )
    case .repairPeople:
      Bilingual(
        "缺的是人手，只放开别的规定还不够。",
        "What is missing is people; waiving other rules alone is not enough.")
    case .repairOpen:
      Bilingual(
        "放开哪些规定就行，这次没有找到。",
        "Which rules to waive was not found out this time.")
    case .repairMore:
      Bilingual(
        "没有逐一试完，也许还有别的办法。",
        "Not all ways were tried; there may be others.")
    case .noRepair: Bilingual("放开规定也不行。", "Waiving rules does not help.")
    case .takeCost:
      Bilingual(
        "费用减少 {amount}（{lines}），最好的方案里就一定有它（已按此重新算过）。",
        "If it cost {amount} less ({lines}), the best plan would surely have it (worked out anew with this change).")
    case .moneyLosingNothing:
      Bilingual(
        "资金 {fund} 增加 {amount}，安排它就不吃亏：{achieved} {after}，不少于现在的 {before}（已按此重新算过）。",
        "If fund {fund} had {amount} more, nothing would be lost with it: {achieved} would be {after}, no less than the {before} of now (worked out anew with this change)."
      )
    case .takeMoney:
      Bilingual(
        "资金 {fund} 增加 {amount}，最好的方案里就一定有它（增加的钱也可以用于别的项目，只办它不一定用得了这么多；已按此重新算过）。",
        "If fund {fund} had {amount} more, the best plan would surely have this project (the money may serve other projects, too; this one alone need not take so much; worked out anew with this change)."
      )
    case .takeHours:
      Bilingual(
        "多来 {count} 位{skill}志愿者、每位 {each}，就能排上（已按此重新算过）。",
        "With more volunteers ({count}{skill}, {each} each) it would be in the plan (worked out anew with this change)."
      )
    case .possibleWithHours:
      Bilingual(
        "多来 {count} 位{skill}志愿者、每位 {each}，人员就能安排。",
        "With more volunteers ({count}{skill}, {each} each) it could be staffed.")
    case .thenChosen:
      Bilingual(
        "已按此重新算过，能排上。",
        "Worked out anew with this change, it is in the plan.")
    case .thenPossible:
      Bilingual(
        "已按此重新算过：这样可以安排它，但算出的最好方案仍然没有选它。",
        "Worked out anew with this change, it could be carried out, but the best plan found still leaves it out.")
    case .takeWaiver:
      Bilingual(
        "放开这一条，就能排上：{rule}（{subjects}）（已按此重新算过）。",
        "If this rule were waived, it would be in the plan: {rule} ({subjects}) (worked out anew with this change).")
    case .takeWaiverAsks:
      Bilingual(
        "如果{level}书面同意放开这一条，也能排上（仅作测算，不是建议；专项资金未经书面同意不得挪用）：{rule}（{subjects}）（已按此重新算过）。",
        "If {level} consented in writing to waive this rule, it would be in the plan (a calculation, not advice: without that consent earmarked money may not be diverted): {rule} ({subjects}) (worked out anew with this change)."
      )
    case .lawLeftOut:
      Bilingual(
        "另有 {count} 条是法律规定，不能放开，没有算在内。", "Law, which nobody can waive and which is left out here: {count}.")
    case .nothingLess:
      Bilingual(
        "少于 {amount} 就不够。",
        "Less than {amount} is not enough.")
    case .nothingLessEach:
      Bilingual(
        "每位少于 {amount} 就不够。",
        "Less than {amount} each is not enough.")
    case .takeLead:
      Bilingual(
        "以上所说“一定有它”“能排上”，是说得分比不安排它的方案至少高 {lead}；差得再少，这次算不出哪个更高。",
        "Above, ‘surely’ and ‘in the plan’ mean a score at least {lead} above every plan without it; smaller differences are not told apart."
      )
    case .mayChooseNow:
      Bilingual(
        "会议现在就可以选它；下面说的是，怎样不用会议选它也一定排得上。",
        "The meeting may choose it as things are. What follows would make it sure to be in the plan without that.")
    case .tooLittle:
      Bilingual(
        "{less} 还不够（已证明），{amount} 已经够；最少要多少在两者之间，没有再细分。",
        "{less} is shown to be too little and {amount} to be enough; the least lies between them and was not narrowed down further."
      )
    case .lessUnknown:
      Bilingual(
        "比这少一些行不行，这次没有得出结论。",
        "Whether less would be enough was not found out this time.")
    case .takeNoCost:
      Bilingual(
        "按最小规模做，费用一分不要，也不能让它一定排上。",
        "Even if what it costs at its least scale fell to nothing, it would not be sure to be in the plan.")
    case .takeNoMoney:
      Bilingual(
        "试过给 {funds} 加钱：单独加多少都不能让它一定排上。",
        "Tried with {funds}: none of them, larger by itself, would make it sure to be in the plan.")
    case .fundsUntried:
      Bilingual("单独增加 {funds} 行不行，这次没有试。", "Whether more money in {funds} alone would do was not tried this time.")
    case .takeNoHours:
      Bilingual(
        "缺的不是人手：多来一位志愿者，时间再多，也不能让它一定排上。",
        "It is not people that it lacks: one more volunteer, with any time, would not make it sure to be in the plan.")
    case .takeNoWaiver:
      Bilingual(
        "与它有关的规定共 {all} 条，单独放开哪一条都不能让它一定排上。",
        "Rules that touch it: {all}; waiving any one of them alone would not make it sure to be in the plan.")
    case .takeWaiverOpen:
      Bilingual(
        "与它有关的规定共 {all} 条，这次算清了 {settled} 条：单独放开其中哪一条都不能让它一定排上。",
        "Rules that touch it: {all}; found out this time: {settled}. Waiving any one of these alone would not make it sure to be in the plan."
      )
    case .takeCostUnclear:
      Bilingual(
        "按最小规模做，费用一分不要，安排它与不安排它也差不多：得分相差很小，这次算不出哪个更高。",
        "Even if what it costs at its least scale fell to nothing, plans with it and without it would be about the same: the scores differ too little to say which is higher."
      )
    case .takeMoneyUnclear:
      Bilingual(
        "给资金 {fund} 再加 {most}，安排它与不安排它也差不多：得分相差很小，这次算不出哪个更高。",
        "Even if fund {fund} had {most} more, plans with it and without it would be about the same: the scores differ too little to say which is higher."
      )
    case .takeNoMoneyUpTo:
      Bilingual(
        "试过单独给一笔资金加钱：安排它的方案还是不如不安排它的（加到：{funds}）。",
        "Tried with more in one fund alone: plans with it would still be worse than plans without it (up to: {funds})."
      )
    case .takeUndecided:
      Bilingual(
        "{what} {less} 还不够；要多少才够，这次没有得出结论。",
        "{what}: {less} is not enough; how much is was not found out this time.")
    case .whatIfTitle:
      Bilingual(
        "如果{changes}：",
        "If {changes}:")
    case .whatIfLaw:
      Bilingual(
        "“{rule}”（{subjects}）是{level}规定，{planner}无权放开：这里只作假设。",
        "‘{rule}’ ({subjects}) is {level}, which {planner} cannot waive: this only supposes it.")
    case .whatIfAsks:
      Bilingual(
        "“{rule}”（{subjects}）是{owned}，{planner}不能自行放开，须{level}书面同意。",
        "‘{rule}’ ({subjects}) is {owned}: {planner} cannot waive it without the written consent of {level}.")
    case .whatIfFact:
      Bilingual(
        "“{rule}”（{subjects}）说的是已经发生的事，谁也不能放开：这里只作假设。",
        "‘{rule}’ ({subjects}) states what has happened, which nobody can waive: this only supposes it.")
    case .whatIfSame: Bilingual("安排的项目不变。", "The same projects are in the plan.")
    case .whatIfInfeasible: Bilingual("没有方案能同时做到这些。", "No plan does all of this.")
    case .nextTitle:
      Bilingual(
        "资金 {fund} 增加以后：",
        "If fund {fund} had more:")
    case .nextAssetTitle:
      Bilingual(
        "物资场地 {asset} 增加以后：",
        "If there were more of {asset}:")
    case .nextSkillTitle:
      Bilingual(
        "再来一位会“{skill}”（{level} 级）的志愿者以后（现有 {count} 位）：",
        "If one more volunteer with ‘{skill}’ (level {level}) came (there are now: {count}):")
    case .nextUnused: Bilingual("没有项目要用它，多了也没有用。", "No project asks for it, so more of it is worth nothing.")
    case .nextStep:
      Bilingual(
        "增加 {more}：{achieved} {after}，约多 {shown}（在 {low} 至 {high} 之间）。",
        "{more} more: {achieved} would be {after}, about {shown} more (between {low} and {high}).")
    case .nextStepExact:
      Bilingual(
        "增加 {more}：{achieved} {after}，多 {shown}（准确数）。",
        "{more} more: {achieved} would be {after}, {shown} more (exact).")
    case .nextSame:
      Bilingual(
        "增加 {more}：{achieved}不变，仍是 {after}。",
        "{more} more: {achieved} would still be {after}.")
    case .nextUnclear:
      Bilingual(
        "增加 {more}：{achieved} {after}，没有找到更高的，有的话至多高 {high}。",
        "{more} more: {achieved} would be {after}; whether it can be higher was not found out, and it can be at most {high} higher."
      )
    case .nextNothing:
      Bilingual("没有一项费用可以由它支付，多了也没有用。", "There is no cost that it may pay, so more of it is worth nothing.")
    case .alternativeTitle:
      Bilingual(
        "另一方案 {number}：增减 {count} 个项目，{achieved} {after}，比现方案少 {shown}。",
        "Alternative {number}: projects added or dropped: {count}; {achieved} is {after}, {shown} less than the plan."
      )
    case .alternativeOpen:
      Bilingual(
        "{achieved}不少于 {worst} 的别的方案，这次没有找到；也许还有。只差一个项目的做法，见各项目的答复。",
        "No other plan in which {achieved} is {worst} or more was found this time; there may be some. For plans that differ in one project, ask about that project."
      )
    case .alternativeNone:
      Bilingual(
        "{achieved}不少于 {worst}、安排的项目又不同的方案，没有别的了；有的话也样样不比已列的方案（或现方案）强，所以不列。",
        "There is no other plan in which {achieved} is {worst} or more with other projects, or none that is better in any respect than the plan or those shown."
      )
    case .alternativeFarthest:
      Bilingual(
        "与现方案和已列的各方案相比，都至少增减 {count} 个项目；得分够高、又至少有一样比别的方案强的方案里，没有差别更大的（已证明）。",
        "Projects added or dropped against the plan and each alternative shown before: at least {count}; of the plans that lose no more and are better in some respect, none differs in more (proven)."
      )
    case .alternativeFarther:
      Bilingual(
        "与现方案和已列的各方案相比，都至少增减 {count} 个项目；有没有差别更大的，这次没有算清。",
        "Projects added or dropped against the plan and each alternative shown before: at least {count}; whether a plan differs in more was not found out this time."
      )
    case .alternativeGains: Bilingual("比现方案强的地方：{gains}。", "Where it is better than the plan: {gains}.")
    case .alternativeEqual:
      Bilingual(
        "做到的、项目数和村内排序都与现方案相当。",
        "As good as the plan in what is achieved, in projects and the villages' order.")
    case .alternativeMoney:
      Bilingual("共安排资金 {money}（现方案 {before}）。", "{money} is allotted (by the plan: {before}).")
    case .feasible: Bilingual("没有冲突：有方案能满足全部规定。", "No conflict: some plan obeys every rule.")
    case .floorsWithoutServers:
      Bilingual(
        "但这些需求达不到保底要求，申报的项目全部实施也不够：{needs}。",
        "But these floors cannot be held, as all projects proposed for them would not be enough: {needs}.")
    case .floorsCannotHold:
      Bilingual(
        "但这些需求达不到保底要求，方案只能让缺口尽量小：{needs}。",
        "But these floors cannot be held; a plan can only make what is missing small: {needs}.")
    case .infeasible:
      Bilingual(
        "没有方案能满足全部规定，是下面几条合在一起的缘故：",
        "No plan obeys every rule, because of these together:")
    case .summaryTitle:
      Bilingual(
        "要点：",
        "Summary:")
    case .summaryLapses:
      Bilingual(
        "{day} 到期、还没有安排的钱共 {sum}（余额不到百分之一的资金不计）：{funds}。",
        "Not yet used, and lapsing on {day}: {sum} in all, without funds of which less than a hundredth is left. {funds}."
      )
    case .summaryStays:
      Bilingual(
        "没有安排、不会到期或可以结转的钱共 {sum}：{funds}。",
        "Not used, with no last day or to be carried over to another year: {sum} in all. {funds}.")
    case .summaryOwnFree:
      Bilingual(
        "{planner}自己就能用掉、合计多安排资金、得分不低于现在或差不多的（逐笔测算，不能相加）：{funds}。",
        "What {planner} can spend itself so that all funds together pay more, with a score no lower or about the same (worked out one by one; the amounts must not be added together): {funds}."
      )
    case .summaryExchange:
      Bilingual(
        "余钱只能用来顶替别的资金付款、合计并不多花的（得分不低于现在或差不多；逐笔测算，不能相加）：{funds}。",
        "What could only be paid in place of other funds, so that no more is spent in all, with a score no lower or about the same (worked out one by one; the amounts must not be added together): {funds}."
      )
    case .summaryOwnCostly:
      Bilingual(
        "{planner}自己能用掉、但得分要降低的（逐笔测算，不能相加；要不要用，请会议权衡）：{funds}。",
        "What {planner} can spend itself, but at a lower score, which the meeting may weigh (worked out one by one; the amounts must not be added together): {funds}."
      )
    case .summaryBreaksFloors:
      Bilingual(
        "要多用到这么多，就有需求保不住底的（保底在先，所以没有这样安排）：{funds}。",
        "What could be spent to this amount only if needs got less than is guaranteed, which comes first, so this is not done: {funds}."
      )
    case .summaryStuck:
      Bilingual(
        "按现有规定和申报的项目付不出去的：{funds}。",
        "What cannot be spent by the present rules on what was proposed: {funds}.")
    case .summaryAsks:
      Bilingual(
        "{who}书面同意以后才能另作安排的（不只是余额：整笔资金连同别的资金重新安排，有的项目会不再安排，详见下文；逐笔测算，不能相加；不是建议，未经同意不得挪用）：{funds}。",
        "What could be used otherwise only with the written consent of {who} (not only the money left: this fund and the others are shared out anew, and projects may be dropped, see below; worked out one by one; the amounts must not be added together; not advice: without that consent the money may not be diverted): {funds}."
      )
    case .summaryPermits:
      Bilingual(
        "{planner}自己可以放宽规定、得分更高的（逐笔测算，不能相加）：{funds}。",
        "What {planner} may allow itself, with a higher score (worked out one by one; the amounts must not be added together): {funds}."
      )
    case .summaryUrgent:
      Bilingual(
        "没有全部满足的急难需求：{needs}。",
        "Urgent needs that are not wholly served: {needs}.")
    case .summaryNeeded:
      Bilingual(
        "离不开的志愿者：{people}。",
        "Volunteers who cannot be replaced: {people}.")
    case .urgentUnserved:
      Bilingual(
        "急难需求没有全部满足：{need}，还差 {missing}。",
        "An urgent need is not wholly served: {need}, {missing} missing.")
    case .urgentNoServer:
      Bilingual(
        "急难需求没有满足：{need}，还差 {missing}；没有项目能补上，要先申报。",
        "An urgent need is not served: {need}, {missing} missing; no project can make it up, one must be proposed.")
    case .idleMoney:
      Bilingual(
        "资金 {fund} 有 {idle} 没有用。",
        "Of fund {fund}, {idle} is not used.")
    case .expiringMoney:
      Bilingual(
        "资金 {fund} 有 {idle} 没有用，{day} 到期。",
        "Of fund {fund}, {idle} is not used and lapses on {day}.")
    case .permissionNone:
      Bilingual(
        "就是准许它再为随便哪一个项目付款，得分也不会更高（重新算过）。",
        "Even if it were allowed to pay for any one project more, the score would be no higher (worked out anew).")
    case .permissionLaw:
      Bilingual(
        "不让它为别的项目付款的都是法律规定，不能放开。", "What keeps it from paying for other projects is law, which nobody can waive.")
    case .permissionUnclear:
      Bilingual(
        "准许它再为一个项目付款，得分会不会更高，这次算不出来：相差太小。",
        "Whether the score would be higher if it were allowed to pay for one project more was not found out: the scores differ too little."
      )
    case .permissionCells:
      Bilingual(
        "现在不能付，是因为有这样的规定：{cells}{owner}。",
        "It may not pay for it now because of what the lists say here: {cells}{owner}.")
    case .permissionBest:
      Bilingual(
        "换成准许它为别的项目付款，没有更好的。",
        "To allow it to pay for any other project instead would be no better.")
    case .permissionBestWithin:
      Bilingual(
        "换成别的项目不一定更好；就算更好，得分也多不出 {shown}。",
        "Another project in its place need not be better; even if one is, the score is at most {shown} higher than that."
      )
    case .dependsOnOne:
      Bilingual(
        "{projects} 离不开志愿者 {volunteer}{skills}：如果这个人来不了，人员就配不齐（重新排过班）。",
        "{projects} cannot be staffed without volunteer {volunteer}{skills} (a roster was worked out anew).")
    case .standIn:
      Bilingual(
        "再来一位{skill}志愿者、至少可用 {each}，{projects} 的人员就配得齐（其余的由别人分担）；时间再少就不够（重新排过班）。",
        "With one more volunteer{skill} who offers at least {each}, {projects} could be staffed (others share the rest); less is not enough (a roster was worked out anew)."
      )
    case .standInAny:
      Bilingual(
        "再来一位{skill}志愿者，不论可用多少时间，{projects} 就有人顶得上（重新排过班）。",
        "One more volunteer{skill}, with any time to offer, could stand in on {projects} (a roster was worked out anew)."
      )
    case .standInEnough:
      Bilingual(
        "再来一位{skill}志愿者、可用 {each}，{projects} 就有人顶得上（重新排过班）。",
        "One more volunteer{skill} with {each} to offer could stand in on {projects} (a roster was worked out anew).")
    case .standInNone:
      Bilingual(
        "别人替不下来；只多来一位志愿者，时间同样多，也顶不上。",
        "Nobody else can take over, and one more volunteer with as much time could not stand in either.")
    case .standInOpen:
      Bilingual(
        "再来一位志愿者顶不顶得上，这次没有得出结论。",
        "Whether one more volunteer could stand in was not found out this time.")
    case .volunteersFull:
      Bilingual(
        "时间几乎用完的志愿者还有 {count} 位，其中任何一位来不了，都有别人接替（重新排过班），不必处理：{people}。",
        "Other volunteers with hardly any time to spare: {count}. If any one of them cannot come, others can take over (rosters were worked out anew), so nothing needs to be done: {people}."
      )
    case .neverSurveyed:
      Bilingual(
        "{place} 一项需求也没有提出：是没有需求，还是没有走访过？", "{place} has named no need at all: is there none, or has nobody asked?")
    case .surveyedLongAgo:
      Bilingual(
        "{place} 的需求最近一次采集是在 {day}，比最新的采集早一年以上，应当重新走访。",
        "The needs of {place} were last collected on {day}, more than a year before the newest; they should be asked for anew."
      )
    case .allWell: Bilingual("没有需要提醒的事。", "There is nothing to warn of.")
    case .scoreMeaning:
      Bilingual(
        "注：综合得分＝各项需求满足的数量×每单位的分值×急迫程度{weights}，加总而得。{range}",
        "Note: the score adds up, over all needs, the quantity served × the value of a unit × the urgency{weights}.{range}"
      )
    }
  }
}
