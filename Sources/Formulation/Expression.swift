/// A linear expression over the columns of an ``ExactProgram``, in whole numbers.
struct Expression: Sendable {
  private(set) var coefficients: [Int: Int128] = [:]
  var constant: Int128 = 0

  static let zero = Expression()

  init() {}
  init(constant: Int128) { self.constant = constant }
  init(column: Int, _ coefficient: Int128 = 1) { coefficients = coefficient == 0 ? [:] : [column: coefficient] }

  static func += (a: inout Expression, b: Expression) {
    for (column, coefficient) in b.coefficients {
      let sum = a.coefficients[column, default: 0] + coefficient
      a.coefficients[column] = sum == 0 ? nil : sum
    }
    a.constant += b.constant
  }

  static func + (a: Expression, b: Expression) -> Expression {
    var sum = a
    sum += b
    return sum
  }

  static func - (a: Expression, b: Expression) -> Expression { a + b * -1 }

  static func * (a: Expression, factor: Int128) -> Expression {
    guard factor != 0 else { return .zero }
    var product = Expression()
    product.coefficients = a.coefficients.mapValues { $0 * factor }
    product.constant = a.constant * factor
    return product
  }

  func value(at point: [Int128]) -> Int128 {
    coefficients.reduce(constant) { $0 + $1.value * point[$1.key] }
  }

  /// By column, so that nothing depends on the order of a hash table.
  var terms: [(column: Int, coefficient: Int128)] {
    coefficients.sorted { $0.key < $1.key }.map { ($0.key, $0.value) }
  }
}
