// The columns of the lists of people. Their order is that of docs/lists.md.

/// The columns of `volunteers` (志愿者).
public enum VolunteerField: String, ListField {
  /// The list of these columns.
  public static var list: ListName { .volunteers }
  case id, name, home, minutes
  case travelMax = "travel_max"
  case projectsMax = "projects_max"
  case minutesMin = "minutes_min"
  case shift, willing, unwilling, vetted
  case wantsMentor = "wants_mentor"
  case canMentor = "can_mentor"
  case pastProjects = "past_projects"
  case balance, rest
  case leastTotal = "least_total"
}

/// The columns of `volunteer_skills` (志愿者技能).
public enum VolunteerSkillField: String, ListField {
  /// The list of these columns.
  public static var list: ListName { .volunteerSkills }
  case volunteer, skill, level
}

/// The columns of `slots` (时段).
public enum SlotField: String, ListField {
  /// The list of these columns.
  public static var list: ListName { .slots }
  case id, day, start, end
}

/// The columns of `volunteer_slots` (志愿者时段).
public enum VolunteerSlotField: String, ListField {
  /// The list of these columns.
  public static var list: ListName { .volunteerSlots }
  case volunteer, slots
}

/// The columns of `volunteer_preferences` (志愿意向).
public enum VolunteerPreferenceField: String, ListField {
  /// The list of these columns.
  public static var list: ListName { .volunteerPreferences }
  case volunteer, project, preference
}

/// The columns of `volunteer_pairs` (志愿者搭配).
public enum VolunteerPairField: String, ListField {
  /// The list of these columns.
  public static var list: ListName { .volunteerPairs }
  case volunteer, with, kind, reason
}

/// The columns of `project_roles` (岗位).
public enum ProjectRoleField: String, ListField {
  /// The list of these columns.
  public static var list: ListName { .projectRoles }
  case project, variant, role, skill, level
  case headsMin = "heads_min"
  case headsMax = "heads_max"
  case minutes, slots
  case sameThroughout = "same_throughout"
  case withMinors = "with_minors"
  case needsMentor = "needs_mentor"
  case timeBank = "time_bank"
  case place
  case wishersOnly = "wishers_only"
}

/// The columns of `travel` (路程).
public enum TravelField: String, ListField {
  /// The list of these columns.
  public static var list: ListName { .travel }
  case from, to, minutes
}

/// The columns of `time_bank` (时间银行).
public enum TimeBankField: String, ListField {
  /// The list of these columns.
  public static var list: ListName { .timeBank }
  case id, name, project, minutes
  case minutesMax = "minutes_max"
  case elder, donor, balance
}
