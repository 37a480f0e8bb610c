import Model

// What lists rule and no election can say.
extension PabulibElection {
  mutating func refuseOtherRules() {
    for period in lists.periods {
      refuse(period.origin, PeriodField.id, period.id.text, Bilingual("不分期的清单", "lists without periods"))
    }
    if lists.weightFormula != nil {
      refuse(
        lists.weightFormula?.origin ?? .none, WeightField.value, "",
        Bilingual("没有权重公式的清单", "lists without a formula of weights"))
    }
    for need in lists.needs where need.urgency == 5 || need.floor != nil {
      refuse(
        need.origin, need.floor != nil ? NeedField.floor : .urgency, need.id.text,
        Bilingual("没有保底、不是急难必办的需求", "a need without a floor that is not of urgency 5"))
    }
    for project in lists.projects { refuseRules(of: project) }
    for project in lists.projects {
      for variant in project.variants {
        for role in variant.roles {
          refuse(role.origin, ProjectRoleField.role, role.id.text, Bilingual("没有岗位的项目", "a project without roles"))
        }
        for demand in variant.demands {
          refuse(
            demand.origin, ProjectAssetField.project, project.id.text,
            Bilingual("不需要物资场地的项目", "a project without demands for assets"))
        }
      }
    }
  }

  private mutating func refuseRules(of project: Project) {
    let id = project.id.text
    let rules: [(ProjectField, Bool, Bilingual)] = [
      (.place, project.places.count > 1, Bilingual("一个地点的项目", "a project of one place")),
      (
        .approved, !project.approved || project.responsible.isEmpty,
        Bilingual("已立项、有负责人的项目", "a project that is approved and has somebody responsible")
      ),
      (.from, project.period != Period(), Bilingual("没有日期的项目", "a project without days")),
      (.sourcesMax, project.sourcesMax != nil, Bilingual("不限来源数的项目", "a project without a limit on its funds")),
      (.status, project.status != .proposed, Bilingual("申报中的项目", "a proposed project")),
      (.requires, !project.requires.isEmpty, Bilingual("没有前置项目的项目", "a project that requires no other")),
      (.rank, project.rank != nil, Bilingual("没有村内排序的项目", "a project without a rank")),
      (
        .incompatible, !project.incompatible.isEmpty && id.contains(" "),
        Bilingual("编号中没有空格的互斥项目", "exclusive projects without spaces in their ids")
      ),
    ]
    for (field, isBroken, expected) in rules where isBroken { refuse(project.origin, field, id, expected) }
  }

  /// Whether a project is done in one way, at one scale.
  ///
  /// Refuses it otherwise.
  mutating func isFixed(_ project: Project) -> Bool {
    guard project.variants.count == 1, project.variants[0].hasFixedScale, project.variants[0].lasts == 1 else {
      refuse(
        project.variants.last?.origin ?? project.origin, VariantField.project, project.id.text,
        Bilingual("只有一种做法、规模固定的项目", "a project with one variant of fixed scale"),
        Bilingual("请只留一种做法，规模固定", "leave one variant, of fixed scale"))
      return false
    }
    return true
  }
}
