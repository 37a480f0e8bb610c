import Model

/// The sentences that an answer may hold; `{name}` is a placeholder for a value.
public enum Message: String, Sendable, CaseIterable {
  // What the plan does.
  /// A project in or outside the plan, a payment, a need served, a rule at its limit.
  case projectIn, projectOut, projectServesNothing, projectServesNone, pays, paysIn, serves, binds, bindsAt, bindsCells
  /// One fund's payment for one project; a need and how much of it is served.
  case paymentIn = "assignmentIn", paymentOut = "assignmentOut", paymentBarred = "assignmentBarred",
    paymentBarredAbove, paymentBarredByLaw,
    needTitle, needClosed, needNoServer, needMost
  /// A fund and what of it is idle.
  case fundTitle, fundUseless, fundExcludes, fundIdleForced, fundIdleChosen, fundSpent, fundEmpty, fundReserve
  /// What became of the costs that a fund may pay.
  case fundAllPaid, fundPaidFor, fundNoneCarriedOut, fundLarger, fundNothingLeft, fundOutside
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
  case placeTitle, placeDeclared, placeIn, placeOut, placeOutOthers, placeNeeds, placeNone
  // Prices.
  /// The price of another plan, or that it is zero or unclear; floors that change.
  case priceExact, priceWithin, priceMore, priceUnclear, priceZero, priceGain, sameAchieved, floorsWorse, floorsShifted,
    floorsBetter
  /// What another plan does otherwise.
  case goesOut, comesIn, comesInBesides, alters, runnerUp, nothingInstead, nothingGivenUp, undecided
  // Conflicts and repairs.
  /// A conflict, its rules, and a repair.
  case impossible, impossibleAlone, contradiction, notProvenMinimal, ruleLine, ruleLines, earmarksOfProject,
    earmarksOfFund, electionBar, repair, repairMoney
  /// What a repair achieves, or that no repair was found.
  case repairAsks, repairAsksOpen, repairFewer, repairLaw, repairNeedsLaw, repairSelects, repairNotEnough,
    repairPossible, repairOthers, noRepair, repairPeople, repairOpen, repairMore
  // Least changes.
  /// The least change with which a project is chosen, or that there is none.
  case takeCost, moneyLosingNothing, takeMoney, moneyReleased, takeHours, takeWaiver, takeWaiverAsks, lawLeftOut,
    takeNoCost, takeNoMoney,
    takeNoHours, takeNoWaiver
  /// What of a least change was not settled.
  case takeUndecided, takeNoMoneyUpTo, takeCostUnclear, takeMoneyUnclear, takeWaiverOpen, fundsUntried, nothingLess,
    tooLittle, lessUnknown
  /// Whether a project that lacked people is chosen once it can be staffed.
  case possibleWithHours, thenChosen, thenPossible
  // Suppositions, more of something, alternatives.
  /// The result of a supposition; what a little more of something is worth.
  case whatIfSame, whatIfTitle, whatIfLaw, whatIfAsks, whatIfInfeasible, nextTitle, nextStep, nextStepExact,
    nextNothing,
    nextAssetTitle, nextSkillTitle, nextUnused
  /// An alternative and how far it differs.
  case alternativeTitle, alternativeFarthest, alternativeFarther, alternativeNone, alternativeOpen, alternativeMoney,
    alternativeGains, alternativeEqual
  /// Whether any plan obeys the rules, and which floors cannot hold.
  case feasible, infeasible, floorsCannotHold, floorsWithoutServers
  // Advice.
  /// A warning, and the move that helps at least cost.
  case urgentUnserved, urgentNoServer, idleMoney, expiringMoney, permissionNone, permissionLaw, permissionUnclear,
    permissionCells, permissionBest, permissionBestWithin, dependsOnOne = "hangsOnOne", standIn, standInNone,
    standInOpen, volunteerFull,
    volunteerFullInPeriods, relief, neverSurveyed, surveyedLongAgo, allWell

  /// The sentence in both languages with its placeholders.
  public var template: Bilingual {
    switch self {
    case .projectIn: Bilingual("项目 {project} 安排了，费用 {cost}。", "Project {project} is carried out, at a cost of {cost}.")
    case .projectOut: Bilingual("项目 {project} 没有安排。", "Project {project} is not carried out.")
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
        "Fund {fund} pays {amount} for ‘{type}’ of {project}, which these cells permit: {cells}.")
    case .paysIn:
      Bilingual(
        "资金 {fund} 在 {period} 为 {project} 的“{type}”付 {amount}，依据是{cells}。",
        "Fund {fund} pays {amount} in {period} for ‘{type}’ of {project}, which these cells permit: {cells}.")
    case .serves: Bilingual("{project} 满足需求 {need}：{amount}。", "{project} serves need {need}: {amount}.")
    case .binds: Bilingual("已用到上限的规定：{rule}（{subjects}）", "Nothing to spare: {rule} ({subjects})")
    case .bindsCells:
      Bilingual(
        "已用到上限的规定：{rule}（{subjects}），见{cells}", "Nothing to spare: {rule} ({subjects}), see {cells}")
    case .bindsAt:
      Bilingual("已用到上限的规定：{rule}（{subjects}）：{limits}", "Nothing to spare: {rule} ({subjects}): {limits}")
    case .paymentIn:
      Bilingual("资金 {fund} 为项目 {project} 付 {amount}。", "Fund {fund} pays {amount} for project {project}.")
    case .paymentOut: Bilingual("资金 {fund} 没有为项目 {project} 付款。", "Fund {fund} pays nothing for project {project}.")
    case .paymentBarred:
      Bilingual(
        "“{type}”不符合{cells}：不改这笔资金的用途，就不能由它支付。",
        "‘{type}’ does not fit these cells: {cells}. It may not pay that unless they are changed.")
    case .paymentBarredAbove:
      Bilingual(
        "“{type}”不符合{cells}{owner}：{level}不改这笔资金的用途，就不能由它支付。",
        "‘{type}’ does not fit these cells: {cells}{owner}. It may not pay that unless {level} changes them.")
    case .paymentBarredByLaw:
      Bilingual(
        "“{type}”不符合{cells}{owner}：{level}不能放开，所以不能由它支付。",
        "‘{type}’ does not fit these cells: {cells}{owner}. It may not pay that, as {level} cannot be waived.")
    case .needTitle:
      Bilingual("需求 {need}：需要 {needed}，满足了 {served}。", "Need {need}: {needed} needed, {served} served.")
    case .needClosed: Bilingual("这项需求已经不在待办之列。", "This need is no longer open.")
    case .needNoServer:
      Bilingual("清单里没有一个项目是为它申报的：要先申报项目。", "No project in the list serves it: one must be proposed first.")
    case .needMost:
      Bilingual("申报的项目全部实施，最多也只能满足 {most}。", "All projects that were proposed for it could serve {most} at most.")
    case .fundTitle:
      Bilingual(
        "资金 {fund}：可用 {available}，安排 {used}，剩 {idle}。",
        "Fund {fund}: {available} to spend, {used} placed, {idle} idle.")
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
        "它可以付款的 {all} 个项目（{projects}）都已安排，可以由它付的费用共 {payable}，已经付清：它付 {mine}，别的资金付 {others}。",
        "All projects that it may pay for ({all}: {projects}) are carried out. What it may pay of them, {payable}, is paid: {mine} by it and {others} by other funds."
      )
    case .fundPaidFor:
      Bilingual(
        "它可以付款的项目有 {all} 个，安排了 {count} 个（{projects}）。这几个项目中可以由它付的费用共 {payable}，已经付清：它付 {mine}，别的资金付 {others}。",
        "Of the {all} projects that it may pay for, {count} are carried out ({projects}). What it may pay of these, {payable}, is paid: {mine} by it and {others} by other funds."
      )
    case .fundNoneCarriedOut:
      Bilingual(
        "它可以付款的项目有 {all} 个（{projects}），一个也没有安排。",
        "Of the {all} projects that it may pay for ({projects}), none is carried out.")
    case .fundLarger:
      Bilingual(
        "规模做到最大或换一种做法，可以由它付的费用还会增加：{projects}。",
        "At the largest scale, or done otherwise, it could pay more: {projects}.")
    case .fundNothingLeft:
      Bilingual(
        "剩下的钱没有可以付的费用：要用上，须申报它可以付款的新项目。",
        "There is no cost left for the rest of it: to use it, a new project must be proposed that it may pay for.")
    case .fundOutside: Bilingual("没有安排 {project}：{reason}。", "Not carried out, {project}: {reason}.")
    case .fundIdleForced:
      Bilingual(
        "剩下的钱按规定付不出去：它最多只能付 {most}。", "By the rules no more of it can be spent: {most} is the most that it can pay.")
    case .fundIdleChosen:
      Bilingual(
        "按规定它最多可以付到 {most}，比现在多 {more}。",
        "By the rules it could pay up to {most}, {more} more than it does.")
    case .fundSpent: Bilingual("这笔钱已经全部安排。", "All of it is placed.")
    case .fundEmpty: Bilingual("这笔资金没有可用的钱。", "There is nothing to spend in this fund.")
    case .startsIn: Bilingual("在 {period} 开始。", "It starts in {period}.")
    case .uses: Bilingual("使用 {asset}：{amount}{slots}", "Uses {asset}: {amount} {slots}")
    case .costShare:
      Bilingual("{place} 分担 {share}，合 {money}。", "{place} bears {share}, which is {money}.")
    case .weight:
      Bilingual("{place} 的权重是 {weight}（公式 {version}）：{terms}", "{place} counts {weight} (formula {version}): {terms}")
    case .volunteerTitle:
      Bilingual(
        "志愿者 {volunteer}：可用 {offered}，安排 {served}。", "Volunteer {volunteer}: {offered} offered, {served} served.")
    case .volunteerTitleInPeriods:
      Bilingual(
        "志愿者 {volunteer}：每期可用 {offered}，{count} 期共安排 {served}。",
        "Volunteer {volunteer}: {offered} offered in each period, {served} served in all {count}.")
    case .holds:
      Bilingual(
        "志愿者 {volunteer} 担任项目 {project} 的岗位 {role}，{minutes}{when}",
        "Volunteer {volunteer} holds role {role} of project {project} for {minutes}{when}")
    case .volunteerBarred:
      Bilingual("有 {count} 个岗位不合适：{rule}（{roles}）", "Roles that do not suit: {count}. {rule} ({roles})")
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
        "Fit for {roles}, but with what is carried out there is no room: times, shifts or numbers forbid it (a roster was worked out anew)."
      )
    case .volunteerOpen:
      Bilingual("够条件，但没有逐一查清能不能排进去：{roles}。", "Fit for {roles}; whether there is room was not settled for each.")
    case .volunteerNoRole: Bilingual("安排的项目都不需要志愿者。", "Nothing that is carried out asks for volunteers.")
    case .volunteerReplaced:
      Bilingual(
        "如果没有这个人，同样的项目别人也承担得了，{achieved}不变（重新排过班）。",
        "Without this person others can staff the same projects, and {achieved} is the same (a roster was worked out anew)."
      )
    case .assignmentsIn: Bilingual("志愿者 {volunteer} 参加项目 {project}。", "Volunteer {volunteer} serves project {project}.")
    case .assignmentsOut:
      Bilingual("志愿者 {volunteer} 没有参加项目 {project}。", "Volunteer {volunteer} does not serve project {project}.")
    case .assignmentsNotDone: Bilingual("项目 {project} 没有安排。", "Project {project} is not carried out.")
    case .assignmentsNoRole: Bilingual("项目 {project} 不需要志愿者。", "Project {project} asks for no volunteers.")
    case .assignmentsReplaced:
      Bilingual(
        "如果这个人不做这一项，同样的项目别人也承担得了，{achieved}不变（重新排过班）。",
        "If this person did not serve there, others can staff the same projects, and {achieved} is the same (a roster was worked out anew)."
      )
    case .stockTitle:
      Bilingual(
        "{asset}：共有 {held}，安排 {used}，{count} 个项目使用。",
        "{asset}: {held} in all, {used} placed; projects that use it: {count}."
      )
    case .venueTitle:
      Bilingual("{asset}：同时容纳 {held}，{count} 个项目使用。", "{asset}: holds {held} at once; projects that use it: {count}.")
    case .assetUse: Bilingual("项目 {project}：{amount}{slots}", "Project {project}: {amount} {slots}")
    case .assetIdle:
      Bilingual(
        "安排的项目都没有用它；申报的项目中可以用它的有：{projects}",
        "Nothing that is carried out uses it; of what was proposed these could: {projects}")
    case .assetUseless: Bilingual("申报的项目都用不上它。", "Nothing that was proposed could use it.")
    case .roleGap:
      Bilingual(
        "岗位 {role} 需要 {wanted} 人，能担任的只有 {able} 人：", "Role {role} needs {wanted} people, and {able} may hold it:")
    case .roleExcluded: Bilingual("{rule}：不符的有 {count} 人", "{rule}: {count} people kept away")
    case .placeTitle:
      Bilingual(
        "{place}：申报 {declared} 个项目，安排 {count} 个，费用 {money}。",
        "{place}: {declared} projects proposed, {count} carried out, at a cost of {money}.")
    case .placeDeclared:
      Bilingual(
        "提出需求 {asked} 项，全部满足 {whole} 项，部分满足 {part} 项。", "{asked} needs named, {whole} served wholly, {part} in part.")
    case .placeIn: Bilingual("安排了：{projects}", "Carried out: {projects}")
    case .placeOut: Bilingual("没有安排 {project}：", "Not carried out, {project}:")
    case .placeOutOthers:
      Bilingual("也没有安排：{projects}。要知道原因，可以逐个问。", "Not carried out either: {projects}. Ask about each for its reasons.")
    case .placeNeeds: Bilingual("没有满足的需求：{needs}", "Needs not served: {needs}")
    case .placeNone: Bilingual("这里没有申报项目。", "No project was proposed here.")
    case .priceExact:
      Bilingual(
        "{what}，{achieved}由 {before} 变为 {after}，少 {price}（重新算过，确切）。",
        "{what}, {achieved} goes from {before} to {after}, {price} less (worked out anew, exact).")
    case .priceWithin:
      Bilingual(
        "{what}，{achieved}由 {before} 变为 {after}，少 {price}（重新算过，确数在 {least} 和 {most} 之间）。",
        "{what}, {achieved} goes from {before} to {after}, {price} less (worked out anew; the true figure lies between {least} and {most})."
      )
    case .priceMore:
      Bilingual(
        "{what}，{achieved}由 {before} 变为 {after}，多 {gain}（重新算过，确数在 {least} 和 {most} 之间）。",
        "{what}, {achieved} goes from {before} to {after}, {gain} more (worked out anew; the true figure lies between {least} and {most})."
      )
    case .priceUnclear:
      Bilingual(
        "{what}，{achieved}由 {before} 变为 {after}，相差 {price}；差异在计算误差以内（误差 {error}）。",
        "{what}, {achieved} goes from {before} to {after}, a difference of {price}, which is within the accuracy of the calculation ({error})."
      )
    case .priceZero:
      Bilingual("{what}，{achieved}一样。是这样定的：{tie}", "{what}, {achieved} is the same. What decided: {tie}")
    case .priceGain:
      Bilingual(
        "{what}，{achieved}由 {before} 变为 {after}，多 {gain}（重新算过，确数不少于 {least}）。",
        "{what}, {achieved} goes from {before} to {after}, {gain} more (worked out anew; no less than {least}).")
    case .floorsWorse:
      Bilingual("{what}，这些需求达不到保底要求：{needs}。", "{what}, these needs fall below their floor: {needs}.")
    case .floorsShifted:
      Bilingual(
        "{what}，缺口合计不增加，但这些需求反而达不到保底要求：{needs}。",
        "{what}, no more is missing in all, but these needs then fall below their floor: {needs}.")
    case .floorsBetter:
      Bilingual("{what}，这些需求能达到保底要求了：{needs}。", "{what}, these needs no longer fall below their floor: {needs}.")
    case .sameAchieved:
      Bilingual("{what}，{achieved}一样：{after}。", "{what}, {achieved} is the same: {after}.")
    case .goesOut: Bilingual("要退出：{projects}", "Given up: {projects}")
    case .comesIn: Bilingual("腾出资金后可安排：{projects}", "Possible with the money set free: {projects}")
    case .comesInBesides: Bilingual("新增：{projects}", "In addition: {projects}")
    case .alters: Bilingual("做法、规模或时间要改：{projects}", "Done otherwise: {projects}")
    case .moneyReleased:
      Bilingual(
        "这笔资金分期下达；增加的部分要在 {period} 就下达。",
        "This fund is released by and by; what it has more must be released in {period}.")
    case .runnerUp: Bilingual("下一个轮到的是 {project}，得 {amount}。", "The runner-up is {project}, with {amount}.")
    case .nothingGivenUp:
      Bilingual("没有项目要退出，只是钱要另作安排。", "No project is given up for it; money is placed otherwise.")
    case .nothingInstead: Bilingual("没有别的项目接上来。", "No other project takes its place.")
    case .undecided:
      Bilingual("{what}：在规定的计算量内没有算出来。", "{what}: not settled within the set amount of work.")
    case .impossible:
      Bilingual(
        "{what}：不可能。下面这些规定合在一起不允许，其中一条也不多余：",
        "{what}: impossible. These rules together forbid it, and none of them is superfluous:")
    case .impossibleAlone: Bilingual("{what}：不可能，有一条规定不允许：", "{what}: impossible, as one rule forbids it:")
    case .contradiction:
      Bilingual("{what}：不可能，清单里就没有这样做的办法。", "{what}: impossible; the lists hold no way of doing it.")
    case .notProvenMinimal:
      Bilingual("（其中也许还有可以不提的规定。）", "(Some of these might be left out.)")
    case .ruleLine: Bilingual("{rule}（{subjects}）{cells}{owner}", "{rule} ({subjects}) {cells}{owner}")
    case .electionBar: Bilingual("选举自己的规定：{reason}", "A rule of the election itself: {reason}")
    case .ruleLines:
      Bilingual("{rule}（{count} 条：{examples}）{where}{owner}", "{rule} ({count} of them: {examples}) {where}{owner}")
    case .earmarksOfProject:
      Bilingual(
        "有 {count} 笔资金不能为 {one} 付款：{reasons}{owner}。", "{count} funds may not pay for {one}: {reasons}{owner}.")
    case .earmarksOfFund:
      Bilingual(
        "资金 {one} 不能为 {count} 个项目付款：{reasons}{owner}。", "Fund {one} may not pay for {count} projects: {reasons}{owner}."
      )
    case .repair: Bilingual("至少需调整的规定：{rules}。", "The fewest rules to change: {rules}.")
    case .repairAsks:
      Bilingual(
        "只调整{planner}能改的规定，办不到。需报{level}同意：",
        "Changing only what {planner} may change does not help. This needs {level}:")
    case .repairAsksOpen:
      Bilingual(
        "只调整{planner}能改的规定，在规定的次数内没有找到办法。需报{level}同意：",
        "No way with only what {planner} may change was found within the set number of tries. This needs {level}:")
    case .repairFewer:
      Bilingual("需报{level}同意的，需调整的规定可以更少：", "Fewer rules do, but this needs {level}:")
    case .repairLaw:
      Bilingual(
        "互相冲突的都是法律规定，哪一级也不能放开。", "Only law conflicts here, which no level can waive.")
    case .repairNeedsLaw:
      Bilingual(
        "不动法律规定，放开别的规定也不行。绕不开的法律规定：{rules}。",
        "Waiving rules does not help while the law stands, which no level can waive: {rules}.")
    case .repairMoney:
      Bilingual(
        "要做到上面所说的，资金 {fund} 增加 {amount} 就够。", "For what is asked above, {amount} more in fund {fund} is enough.")
    case .repairSelects:
      Bilingual(
        "照此重新算，它能安排上，{achieved} {after}。", "Worked out anew so, it is chosen, and {achieved} is {after}.")
    case .repairNotEnough:
      Bilingual(
        "照此重新算，它可以安排，但不能优先排上，别的项目在先；一定要安排的话，{achieved} {after}。",
        "Worked out anew so, it is possible but not chosen, as other projects come before it; with it, {achieved} is {after}."
      )
    case .repairOthers:
      Bilingual(
        "一样少的放法还找到 {count} 种，算过，都不比这几种好。",
        "Other ways with as few rules that were worked out: {count}; none is better than these.")
    case .repairPossible:
      Bilingual("这样可以安排；一定要安排的话，{achieved} {after}。", "It would then be possible; with it, {achieved} is {after}.")
    case .repairPeople:
      Bilingual("这里缺的是人手，只放开别的规定还不够。", "What is missing here is people; waiving other rules alone does not help.")
    case .repairOpen:
      Bilingual("放开哪些规定就行，在规定的次数内没有找到。", "Which rules to waive was not found within the set number of tries.")
    case .repairMore:
      Bilingual("别的放法没有逐一试过，也许还有一样少的。", "Other ways were not all tried; some may be as few.")
    case .noRepair: Bilingual("放开规定也不行。", "Waiving rules does not help.")
    case .takeCost:
      Bilingual(
        "费用减少 {amount}（{lines}）就能优先排上。照此改过清单重新算，确实如此。",
        "If it cost {amount} less ({lines}), it would be chosen: worked out anew with the lists so changed, it is.")
    case .moneyLosingNothing:
      Bilingual(
        "资金 {fund} 增加 {amount}，安排它就不吃亏：{achieved} {after}，不少于现在的 {before}（重新算过）。",
        "If fund {fund} had {amount} more, nothing would be lost with it: {achieved} is {after}, no less than the {before} of now (worked out anew)."
      )
    case .takeMoney:
      Bilingual(
        "资金 {fund} 增加 {amount}，它就能优先排上，不安排它的方案都不如它。照此改过清单重新算，确实如此。",
        "If fund {fund} had {amount} more, it would beat every plan without it and be chosen for certain: worked out anew with the lists so changed, it is."
      )
    case .takeHours:
      Bilingual(
        "多来 {count} 位{skill}志愿者、每位 {each}，就能优先排上。照此改过清单重新算，确实如此。",
        "With more volunteers ({count}{skill}, {each} each) it would be chosen: worked out anew with the lists so changed, it is."
      )
    case .possibleWithHours:
      Bilingual(
        "多来 {count} 位{skill}志愿者、每位 {each}，人员就能安排。",
        "With more volunteers ({count}{skill}, {each} each) it could be staffed.")
    case .thenChosen: Bilingual("照此改过清单重新算，它优先排上。", "Worked out anew with the lists so changed, it is chosen.")
    case .thenPossible:
      Bilingual(
        "照此改过清单重新算，它还不能优先排上：别的项目在先。", "Worked out anew with the lists so changed, other projects still come before it.")
    case .takeWaiver:
      Bilingual(
        "放开这一条就能优先排上：{rule}（{subjects}）。照此重新算，确实如此。",
        "If this rule were waived, it would be chosen: {rule} ({subjects}). Worked out anew so, it is.")
    case .takeWaiverAsks:
      Bilingual(
        "报{level}同意后放开这一条，也能优先排上：{rule}（{subjects}）。照此重新算，确实如此。",
        "This needs {level}: if this rule were waived, it would be chosen: {rule} ({subjects}). Worked out anew so, it is."
      )
    case .lawLeftOut:
      Bilingual(
        "另有 {count} 条是法律规定，不能放开，没有算在内。", "Law, which nobody can waive and which is left out here: {count}.")
    case .nothingLess: Bilingual("少于 {amount} 就不行。", "Less than {amount} would not do.")
    case .tooLittle: Bilingual("再少也许也行；试过 {less}，还不够。", "Less might do; {less} was tried and is not enough.")
    case .lessUnknown:
      Bilingual("再少够不够，在规定的计算量内没有算清。", "Whether less would do was not settled within the set amount of work.")
    case .takeNoCost:
      Bilingual(
        "按最小规模做，费用一分不要，也不能让它优先排上。",
        "Even if what it costs at its least scale fell to nothing, it would not clearly be chosen.")
    case .takeNoMoney:
      Bilingual(
        "试过给 {funds} 加钱：单独加多少都不能让它优先排上。",
        "Tried with {funds}: none of them, larger by itself, would have it clearly chosen.")
    case .fundsUntried:
      Bilingual("可以为它付款的资金还有 {count} 笔，没有逐一试。", "Other funds that may pay for it, not tried: {count}.")
    case .takeNoHours:
      Bilingual(
        "缺的不是人手：多来一位志愿者，时间再多，也不能让它优先排上。",
        "It is not people that it lacks: one more volunteer, with any time, would not have it clearly chosen.")
    case .takeNoWaiver:
      Bilingual(
        "与它有关的规定共 {all} 条，单独放开哪一条都不能让它优先排上。",
        "Of the {all} rules that touch it, waiving any one alone would not have it clearly chosen.")
    case .takeWaiverOpen:
      Bilingual(
        "与它有关的规定共 {all} 条，在规定的计算量内查清了 {settled} 条：单独放开其中哪一条都不能让它优先排上。",
        "Of the {all} rules that touch it, {settled} were settled within the set amount of work: waiving any one of these alone would not have it clearly chosen."
      )
    case .takeCostUnclear:
      Bilingual(
        "按最小规模做，费用一分不要，它和别的方案也分不出先后：差异在计算误差以内。",
        "Even if what it costs at its least scale fell to nothing, it could not be told from other plans: the difference is within the accuracy of the calculation."
      )
    case .takeMoneyUnclear:
      Bilingual(
        "给资金 {fund} 再加 {most}，它和别的方案也分不出先后：差异在计算误差以内。",
        "Even if fund {fund} had {most} more, it could not be told from other plans: the difference is within the accuracy of the calculation."
      )
    case .takeNoMoneyUpTo:
      Bilingual(
        "试过给 {funds} 单独加 {most}：它还是不能优先排上，别的项目在先。",
        "Tried with {funds}: with {most} more in one of them alone it would still not be chosen, as other projects come before it."
      )
    case .takeUndecided:
      Bilingual(
        "{what} {less} 还不够；要多少才够，在规定的计算量内没有算出来。",
        "{what}: {less} is not enough; how much is was not settled within the set amount of work.")
    case .whatIfTitle: Bilingual("如果{changes}：", "If {changes}:")
    case .whatIfLaw:
      Bilingual(
        "“{rule}”（{subjects}）是{level}规定，{planner}无权放开：这里只作假设。",
        "‘{rule}’ ({subjects}) is {level}, which {planner} cannot waive: this only supposes it.")
    case .whatIfAsks:
      Bilingual(
        "“{rule}”（{subjects}）是{level}的规定，{planner}不能自行放开，需报{level}同意。",
        "‘{rule}’ ({subjects}) is not for {planner} to waive: it needs {level}.")
    case .whatIfSame: Bilingual("安排的项目不变。", "The same projects are carried out.")
    case .whatIfInfeasible: Bilingual("没有方案能同时做到这些。", "No plan does all of this.")
    case .nextTitle: Bilingual("资金 {fund} 再多一点，值多少：", "What a little more of fund {fund} is worth:")
    case .nextAssetTitle: Bilingual("物资场地 {asset} 再多一点，值多少：", "What a little more of {asset} is worth:")
    case .nextSkillTitle:
      Bilingual(
        "再来一位会“{skill}”（{level} 级）的志愿者，值多少（现有 {count} 位）：",
        "What one more volunteer with ‘{skill}’ (level {level}) is worth ({count} there are):")
    case .nextUnused: Bilingual("没有项目要用它，多了也没有用。", "No project asks for it, so more of it is worth nothing.")
    case .nextStep:
      Bilingual(
        "多 {more}：{achieved} {after}，多 {gain}（确数在 {least} 和 {most} 之间）。",
        "{more} more: {achieved} is {after}, {gain} more (the true figure lies between {least} and {most}).")
    case .nextStepExact:
      Bilingual("多 {more}：{achieved} {after}，多 {gain}（确切）。", "{more} more: {achieved} is {after}, {gain} more (exact).")
    case .nextNothing:
      Bilingual("没有一项费用可以由它支付，多了也没有用。", "There is no cost that it may pay, so more of it is worth nothing.")
    case .alternativeTitle:
      Bilingual(
        "另一方案 {number}：与原方案有 {count} 个项目不同，{achieved} {after}，比原方案少 {price}。",
        "Alternative {number}: {count} projects differ from the plan; {achieved} is {after}, {price} less than the plan."
      )
    case .alternativeOpen:
      Bilingual(
        "{achieved}不少于 {worst} 的别的方案，在规定的计算量内没有找到；也许还有。",
        "No other plan in which {achieved} is {worst} or more was found within the set amount of work; there may be some."
      )
    case .alternativeNone:
      Bilingual(
        "{achieved}不少于 {worst}、安排的项目又不同的方案，没有别的了；有的话也样样不比已列的方案（或原方案）强，所以不列。",
        "There is no other plan in which {achieved} is {worst} or more with other projects, or none that is better in any respect than the plan or those shown."
      )
    case .alternativeFarthest:
      Bilingual(
        "它同现方案和前面各方案都至少有 {count} 个项目不同；在容许少做、又不是样样不如别人的方案里，没有差别更大的（已证明）。",
        "Projects in which it differs from the plan and from each alternative before it: at least {count}; within what may be lost, no plan that none betters differs in more (proven)."
      )
    case .alternativeFarther:
      Bilingual(
        "它同现方案和前面各方案都至少有 {count} 个项目不同；再大也不会超过 {most} 个。",
        "Projects in which it differs from the plan and from each alternative before it: at least {count}; more than {most} is not possible."
      )
    case .alternativeGains: Bilingual("比原方案强的地方：{gains}。", "Better than the plan in this: {gains}.")
    case .alternativeEqual:
      Bilingual(
        "做到的、项目数、资金和村内排序都与原方案相当。",
        "As good as the plan in what is achieved, in projects, money and the villages' order.")
    case .alternativeMoney: Bilingual("共安排资金 {money}。", "{money} is placed.")
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
      Bilingual("没有方案能满足全部规定。下面的规定合在一起互相冲突：", "No plan obeys every rule. These together contradict each other:")
    case .urgentUnserved:
      Bilingual("急难需求没有满足：{need}，还差 {missing}。", "An urgent need is not served: {need}, {missing} missing.")
    case .urgentNoServer:
      Bilingual(
        "急难需求没有满足：{need}，还差 {missing}；没有项目能补上，要先申报。",
        "An urgent need is not served: {need}, {missing} missing; no project can make it up, one must be proposed.")
    case .idleMoney:
      Bilingual("资金 {fund} 有 {idle} 没有用。", "{idle} of fund {fund} is idle.")
    case .expiringMoney:
      Bilingual("资金 {fund} 有 {idle} 没有用，{day} 到期。", "{idle} of fund {fund} is idle and expires on {day}.")
    case .permissionNone:
      Bilingual(
        "就是准许它再为随便哪一个项目付款，也多做不成什么（重新算过）。",
        "Even if it were let pay for any one project more, nothing more would be achieved (worked out anew).")
    case .permissionLaw:
      Bilingual(
        "不让它为别的项目付款的都是法律规定，不能放开。", "What keeps it from paying for other projects is law, which nobody can waive.")
    case .permissionUnclear:
      Bilingual(
        "准许它再为一个项目付款，能不能多做些什么分不出来：差异在计算误差以内。",
        "Whether more would be achieved if it were let pay for one project more cannot be told: the difference is within the accuracy of the calculation."
      )
    case .permissionCells: Bilingual("要放宽的是：{cells}{owner}", "What keeps it from that: {cells}{owner}")
    case .permissionBest:
      Bilingual(
        "它不能（或不能全部）付款的项目有 {all} 个，只准许其中一个，没有更好的。",
        "Projects for which it may not pay, or not wholly: {all}. To permit one of them, none is better.")
    case .permissionBestWithin:
      Bilingual(
        "它不能（或不能全部）付款的项目有 {all} 个，只准许其中一个，最好的也至多再多 {most}。",
        "Projects for which it may not pay, or not wholly: {all}. To permit one of them, the best would achieve at most {most} more."
      )
    case .dependsOnOne:
      Bilingual(
        "项目 {projects} 离不开志愿者 {volunteer}{skills}：这个人来不了，人员无法安排（重新排过班）。",
        "What depends on volunteer {volunteer}{skills}: {projects}; without this person it cannot be staffed (a roster was worked out anew)."
      )
    case .standIn:
      Bilingual(
        "再来一位{skill}志愿者、可用 {each}，{projects} 就有人顶得上（重新排过班）。",
        "One more volunteer{skill} with {each} to offer could stand in on {projects} (a roster was worked out anew).")
    case .standInNone:
      Bilingual(
        "别人替不下来；只多来一位志愿者，时间同样多，也顶不上。",
        "Nobody else can take over, and one more volunteer with as much time could not stand in either.")
    case .standInOpen:
      Bilingual(
        "再来一位志愿者顶不顶得上，在规定的计算量内没有算出来。",
        "Whether one more volunteer could stand in was not settled within the set amount of work.")
    case .volunteerFull:
      Bilingual(
        "志愿者 {volunteer} 的时间没有余地：可用 {offered}，安排 {served}。",
        "Volunteer {volunteer} has hardly any time to spare: {offered} offered, {served} served.")
    case .volunteerFullInPeriods:
      Bilingual(
        "志愿者 {volunteer} 的时间没有余地：每期可用 {offered}，{count} 期共安排 {served}。",
        "Volunteer {volunteer} has hardly any time to spare: {offered} offered in each period, {served} served in all {count}."
      )
    case .relief:
      Bilingual(
        "{project} 可以换别人来做，同样的项目，人员照样能安排（重新排过班）。",
        "Others can do {project} instead, and the same projects are still staffed (a roster was worked out anew).")
    case .neverSurveyed:
      Bilingual(
        "{place} 一项需求也没有提出：是没有需求，还是没有走访过？", "{place} has named no need at all: is there none, or has nobody asked?")
    case .surveyedLongAgo:
      Bilingual(
        "{place} 的需求最近一次采集是在 {day}，比最新的采集早一年以上，应当重新走访。",
        "The needs of {place} were last collected on {day}, more than a year before the newest; they should be asked for anew."
      )
    case .allWell: Bilingual("没有需要提醒的事。", "There is nothing to warn of.")
    }
  }
}
