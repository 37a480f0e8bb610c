import ArgumentParser

/// The file of overrides that is read with the lists.
struct OverridesOption: ParsableArguments {
  @Option(
    help: .init(
      "会议改动表（CSV）：填了决定人、决定日期和理由的行，作为会议决定加进清单。",
      "The file of overrides (CSV): its rows with who decided, when and why join the pins of the lists."))
  var overrides: String?
}
