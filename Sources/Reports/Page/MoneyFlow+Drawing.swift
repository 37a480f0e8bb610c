import Model

extension MoneyFlow {
  /// The flow as a Sankey drawing: four columns of boxes, each as high as its money, and bands between them. The order of the
  /// boxes keeps the bands apart where it can: each stands at the mean place of those that pay for it.
  /// - Complexity: O(n log n) in nodes and links.
  func picture(id: String, title: String, description: String, text: (Int128) -> String) -> Picture {
    let order = order()
    let total = max(1, layers[0].reduce(0) { $0 + $1.amount })
    func length(_ amount: Int128) -> Int128 { amount * Self.whole / total }
    let slots = layers.map { $0.map { max(length($0.amount), Self.lineHeight) + Self.space } }
    let height = slots.map { $0.reduce(0, +) }.max()! + 2 * Self.margin
    var tops: [[Int128]] = layers.map { $0.map { _ in 0 } }
    for layer in layers.indices {
      var y = (height - slots[layer].reduce(0, +)) / 2
      for node in order[layer] {
        tops[layer][node] = y + (slots[layer][node] - max(length(layers[layer][node].amount), 10)) / 2
        y += slots[layer][node]
      }
    }
    let colours = colours
    var bands: [Markup] = []
    for (layer, own) in links.enumerated() {
      let (from, to) = (rank(order[layer]), rank(order[layer + 1]))
      var starts = tops[layer], ends = tops[layer + 1]
      // Bands leave a box in the order of where they go, and enter it in the order of whence they come.
      let leaving = own.sorted { (from[$0.from], to[$0.to]) < (from[$1.from], to[$1.to]) }
      var left: [[Int]: Int128] = [:]
      for link in leaving {
        left[[link.from, link.to]] = starts[link.from]
        starts[link.from] += length(link.amount)
      }
      for link in own.sorted(by: { (to[$0.to], from[$0.from]) < (to[$1.to], from[$1.from]) }) {
        let names = "\(layers[layer][link.from].name) → \(layers[layer + 1][link.to].name): \(text(link.amount))"
        bands.append(
          Self.band(
            Self.columns[layer] + Self.box, left[[link.from, link.to]]!, Self.columns[layer + 1], ends[link.to],
            max(length(link.amount), 4), colours[layer][link.from], names))
        ends[link.to] += length(link.amount)
      }
    }
    var boxes: [Markup] = [], labels: [Markup] = []
    for (layer, nodes) in layers.enumerated() {
      for (index, node) in nodes.enumerated() {
        let high = max(length(node.amount), 10), y = tops[layer][index]
        boxes.append(
          Picture.box(
            Self.columns[layer], y, Self.box, high, colours[layer][index], note: "\(node.name): \(text(node.amount))"))
        labels.append(
          Picture.label(
            Picture.cut(node.name, Self.widths[layer]), Self.columns[layer] + Self.box + 50, y + high / 2 + 45,
            hasHalo: true))
      }
    }
    return Picture(
      id: id, title: title, description: description, width: Self.width, height: height, shapes: bands + boxes + labels)
  }

  private static let width: Int128 = 9600
  private static let columns: [Int128] = [20, 1750, 4270, 6960]
  /// The terminal columns of a label in each column: one of them takes 7 pixels at most.
  private static let widths = [22, 34, 37, 36]
  private static let box: Int128 = 120, margin: Int128 = 60, lineHeight: Int128 = 150, space: Int128 = 30
  /// The height of all the money.
  private static let whole: Int128 = 3600

  private static let palette = [
    "#14507d", "#b45f06", "#38761d", "#7b3f98", "#a61c3c", "#0b7a75", "#7a6a00", "#4b5d16",
  ]

  /// The colour of each node: that of the department which pays most of it; grey for what stands for many.
  private var colours: [[String]] {
    func colour(_ node: Node, _ own: String) -> String { node.isRest ? "#767676" : own }
    var out = [layers[0].enumerated().map { colour($0.element, Self.palette[$0.offset % Self.palette.count]) }]
    for (layer, own) in links.enumerated() {
      out.append(
        layers[layer + 1].enumerated().map { index, node in
          let payer = own.filter { $0.to == index }.max { ($0.amount, $1.from) < ($1.amount, $0.from) }
          return colour(node, payer.map { out[layer][$0.from] } ?? Self.palette[0])
        })
    }
    return out
  }

  /// The order of each layer from above: departments with most money first, others by the mean place of their payers.
  private func order() -> [[Int]] {
    var out = [Array(layers[0].indices)]
    for (layer, own) in links.enumerated() {
      let places = rank(out[layer])
      let means = layers[layer + 1].indices.map { node in
        let payers = own.filter { $0.to == node }
        let all = max(1, payers.reduce(0) { $0 + $1.amount })
        return payers.reduce(Int128(0)) { $0 + Int128(places[$1.from]) * $1.amount * 1000 } / all
      }
      out.append(layers[layer + 1].indices.sorted { (means[$0], $0) < (means[$1], $1) })
    }
    return out
  }

  /// The place of each node in an order.
  private func rank(_ order: [Int]) -> [Int] {
    var out = order
    for (place, node) in order.enumerated() { out[node] = place }
    return out
  }

  private static func band(
    _ x0: Int128, _ y0: Int128, _ x1: Int128, _ y1: Int128, _ thick: Int128, _ colour: String, _ note: String
  ) -> Markup {
    let p = Picture.px, middle = p((x0 + x1) / 2)
    let there = "M\(p(x0)) \(p(y0))C\(middle) \(p(y0)) \(middle) \(p(y1)) \(p(x1)) \(p(y1))"
    let back = "V\(p(y1 + thick))C\(middle) \(p(y1 + thick)) \(middle) \(p(y0 + thick)) \(p(x0)) \(p(y0 + thick))Z"
    return .tag(
      "path", ["d": there + back, "fill": colour, "fill-opacity": "0.3"], [.tag("title", [:], note)])
  }
}
