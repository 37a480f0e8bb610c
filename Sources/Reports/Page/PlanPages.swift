import Model

/// The pages of a plan for people: a report to read, print and publish, and a letter to each village.
///
/// A page is one file that needs no other and asks for none: it opens without a network, and its policy forbids every
/// request. The same plan gives the same bytes. Volunteers are named by id only, and nothing else is told of a person.
/// - Precondition: Every id in the plan is one of the lists, and the plan obeys them.
public struct PlanPages {
  let plan: Plan
  let instance: Instance
  let language: Language
  let leftOut: LeftOut
  let anchors: Anchors
  let citation: (Citation) -> String
  let digest: (String) -> String
  /// What is served of each need, in millionths of its unit.
  let served: [NeedID: Int128]
  /// Whether letters are of 18 points at least and everything stands in one column.
  public var isLarge = false
  /// The warnings about the lists, as they are told; none of a list of people.
  public var warnings: [String] = []
  /// The number of warnings that are not told, because they are of lists of people.
  public var untoldWarnings = 0

  /// - Parameters:
  ///   - leftOut: What the plan leaves out, with its reasons.
  ///   - citation: The name of a cell in the reader's language.
  ///   - digest: The SHA-256 of a text in UTF-8, in base 64, by which the policy of a page permits its style and script.
  public init(
    _ plan: Plan, _ instance: Instance, _ language: Language, leftOut: LeftOut,
    citation: @escaping (Citation) -> String,
    digest: @escaping (String) -> String
  ) {
    (self.plan, self.instance, self.language, self.leftOut) = (plan, instance, language, leftOut)
    (self.citation, self.digest) = (citation, digest)
    anchors = Anchors(instance)
    served = plan.allocation.served
  }

  func say(_ zh: String, _ en: String) -> String { language == .zh ? zh : en }

  /// The title of the lists, or what a plan is called where they have none.
  var title: String { plan.title.isEmpty ? say("专项经费统筹方案", "Plan of earmarked money") : plan.title }

  /// The mark by which the command knows a page of its own.
  public static let generator = "allot report"

  // MARK: - The frame of a page

  /// A whole page.
  /// - Parameters:
  ///   - name: Its title in a list of windows.
  ///   - styles: Its styles, each with the media for which it holds; nil for all.
  ///   - script: Its script; nil for none.
  func page(_ name: String, styles: [(text: String, media: String?)], script: String?, _ body: [Markup]) -> String {
    func sources(_ texts: [String]) -> String {
      texts.isEmpty ? "'none'" : texts.map { "'sha256-\(digest($0))'" }.joined(separator: " ")
    }
    let policy =
      "default-src 'none'; style-src \(sources(styles.map(\.text))); script-src \(sources(script.map { [$0] } ?? [])); "
      + "base-uri 'none'; form-action 'none'"
    let head: [Markup] =
      [
        .tag("meta", ["charset": "utf-8"]),
        .tag("meta", ["http-equiv": "Content-Security-Policy", "content": policy]),
        .tag("meta", ["name": "viewport", "content": "width=device-width, initial-scale=1"]),
        .tag("meta", ["name": "generator", "content": Self.generator]),
        .tag("meta", ["name": "referrer", "content": "no-referrer"]),
        .tag("title", [:], name),
      ]
      + styles.map { style in
        let made = Markup.tag("style", [:], [.verbatim(style.text)])
        return style.media.map { made.adding("media", $0) } ?? made
      }
    let whole = body + (script.map { [.tag("script", [:], [.verbatim($0)])] } ?? [])
    let root = Markup.tag(
      "html", ["lang": say("zh-CN", "en"), "class": isLarge ? "large" : "plain"],
      [.tag("head", [:], head), .tag("body", [:], whole)])
    return "<!DOCTYPE html>\n" + root.written + "\n"
  }

  /// The styles of every page: tables become cards in large print, and on a phone.
  var styles: [(text: String, media: String?)] {
    [
      (String(decoding: PackageResources.report_css, as: UTF8.self), nil),
      (
        String(decoding: PackageResources.cards_css, as: UTF8.self),
        isLarge ? nil : "screen and (max-width: 700px)"
      ),
    ]
  }

  /// A table of the plan's text with its heading as a caption.
  func shown(
    _ table: TitledTable?, links: [Int: AnchorKind] = [:], rows: AnchorKind? = nil, checked: [Int: String] = [:],
    filters: [Int] = []
  ) -> [Markup] {
    guard let table else { return [] }
    let made = PageTable(
      table: table.table, caption: table.title, anchors: anchors, links: links, rows: rows, checked: checked,
      filters: filters
    ).markup
    return [.tag("div", ["class": "wide"], [made])]
      + (table.note.isEmpty ? [] : [.tag("p", ["class": "note"], table.note)])
  }

  /// A table with its heading.
  func headed(
    _ table: TitledTable?, links: [Int: AnchorKind] = [:], rows: AnchorKind? = nil, filters: [Int] = []
  ) -> [Markup] {
    guard let table else { return [] }
    return [.tag("h3", [:], table.title)] + shown(table, links: links, rows: rows, filters: filters)
  }

  /// Lines with their heading.
  func headed(_ lines: TitledLines?) -> [Markup] {
    guard let lines else { return [] }
    return [.tag("h3", [:], lines.title), .tag("ul", [:], lines.items.map { .tag("li", [:], $0) })]
  }
}
