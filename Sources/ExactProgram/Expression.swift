import IntegerProgram

/// A linear expression over the columns of an ``ExactProgram``, in whole numbers.
package struct Expression: Sendable {
  /// Sorted by column, without duplicates or zero coefficients, so that nothing depends on the order of a hash table.
  package private(set) var terms: [(column: Int, coefficient: Int128)] = []
  /// The constant that is added to the terms.
  package var constant: Int128 = 0

  /// The expression without terms, of value 0.
  package static let zero = Expression()

  /// Makes the expression of value 0.
  package init() {}
  /// Makes an expression without terms.
  package init(constant: Int128) { self.constant = constant }
  /// Makes an expression of one column, times a coefficient.
  package init(column: Int, _ coefficient: Int128 = 1) { terms = coefficient == 0 ? [] : [(column, coefficient)] }

  /// Adds an expression to another.
  /// - Complexity: O(terms of `b`) where its columns come after those of `a`, as they do while a program is built;
  ///   otherwise O(terms of both).
  package static func += (a: inout Expression, b: Expression) {
    a.constant += b.constant
    guard let last = a.terms.last, let first = b.terms.first, last.column >= first.column else {
      a.terms += b.terms
      return
    }
    var merged: [(column: Int, coefficient: Int128)] = []
    merged.reserveCapacity(a.terms.count + b.terms.count)
    var (i, j) = (0, 0)
    while i < a.terms.count || j < b.terms.count {
      if j == b.terms.count || (i < a.terms.count && a.terms[i].column < b.terms[j].column) {
        merged.append(a.terms[i])
        i += 1
      } else if i == a.terms.count || b.terms[j].column < a.terms[i].column {
        merged.append(b.terms[j])
        j += 1
      } else {
        let sum = a.terms[i].coefficient + b.terms[j].coefficient
        if sum != 0 { merged.append((a.terms[i].column, sum)) }
        i += 1
        j += 1
      }
    }
    a.terms = merged
  }

  /// The sum of two expressions.
  /// - Complexity: O(terms of both).
  package static func + (a: Expression, b: Expression) -> Expression {
    var sum = a
    sum += b
    return sum
  }

  /// The difference of two expressions.
  /// - Complexity: O(terms of both).
  package static func - (a: Expression, b: Expression) -> Expression { a + b * -1 }

  /// An expression times a factor.
  /// - Complexity: O(terms).
  package static func * (a: Expression, factor: Int128) -> Expression {
    guard factor != 0 else { return .zero }
    if factor == 1 { return a }
    var product = a
    for i in product.terms.indices { product.terms[i].coefficient *= factor }
    product.constant *= factor
    return product
  }

  /// The value of the expression at a point with one value for each column.
  /// - Complexity: O(terms).
  package func value(at point: [Int128]) -> Int128 {
    terms.reduce(constant) { $0 + $1.coefficient * point[$1.column] }
  }

  /// The coefficient of a column; 0 where the column does not occur.
  /// - Complexity: O(log terms).
  package func coefficient(of column: Int) -> Int128 {
    var (low, high) = (0, terms.count)
    while low < high {
      let middle = (low + high) / 2
      if terms[middle].column < column { low = middle + 1 } else { high = middle }
    }
    return low < terms.count && terms[low].column == column ? terms[low].coefficient : 0
  }

  /// The sum of `parts`.
  fileprivate init(sum parts: some Sequence<Expression>) {
    var all: [(column: Int, coefficient: Int128)] = []
    for part in parts {
      constant += part.constant
      all += part.terms
    }
    all.sort { $0.column < $1.column }
    for term in all {
      if terms.last?.column == term.column {
        terms[terms.count - 1].coefficient += term.coefficient
      } else {
        if terms.last?.coefficient == 0 { terms.removeLast() }
        terms.append(term)
      }
    }
    if terms.last?.coefficient == 0 { terms.removeLast() }
  }
}

extension Sequence<Expression> {
  /// The sum of the expressions.
  /// - Complexity: O(n log n) in the number of terms; adding one expression after another would copy the sum each
  ///   time.
  package func sum() -> Expression { Expression(sum: self) }
}
