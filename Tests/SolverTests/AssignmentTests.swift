import Foundation
import BranchAndCut
import GLPKSolver
import IntegerProgram
import Testing

/// Reads the numbers of a text in order, separated by white space.
struct NumberStream {
  private var words: [Substring]
  private var position = 0

  init(_ text: String) { words = text.split { $0.isWhitespace } }

  mutating func next() throws -> Double {
    let word = position < words.count ? words[position] : ""
    position += 1
    return try #require(Double(word.hasSuffix(".") ? word.dropLast() : word), "word \(position): \(word)")
  }
}

/// The generalised assignment problem of OR-Library: each job goes to one agent, within the agents' capacities.
func assignment(_ path: String) throws -> Program {
  var stream = NumberStream(try sharedData(path))
  func next() throws -> Double { try stream.next() }
  let agents = Int(try next())
  let jobs = Int(try next())
  var program = Program(sense: .maximize)
  var columns: [[ColumnID]] = []
  for agent in 0..<agents {
    columns.append([])
    for job in 0..<jobs {
      let column = program.addColumn(Column(Meaning("assign", ["\(agent)", "\(job)"]), .integer, upper: 1))
      program.objective.terms.append(Term(column, try next()))
      columns[agent].append(column)
    }
  }
  let uses = try columns.map { try $0.map { Term($0, try next()) } }
  for (agent, use) in uses.enumerated() {
    program.addRow(Row(Meaning("capacity", ["\(agent)"]), use, upper: try next()))
  }
  for job in 0..<jobs {
    program.addRow(Row(Meaning("job", ["\(job)"]), columns.map { Term($0[job], 1) }, lower: 1, upper: 1))
  }
  return program
}

/// The capacitated facility location problem of OR-Library: a customer's demand may be split over the open warehouses.
///
/// Each share has its own link row with its warehouse, which is tighter than the capacity row alone.
func facilityLocation(_ path: String) throws -> Program {
  var stream = NumberStream(try sharedData(path))
  func next() throws -> Double { try stream.next() }
  let warehouses = Int(try next())
  let customers = Int(try next())
  var program = Program(sense: .minimize)
  var open: [ColumnID] = []
  var uses: [[Term]] = []
  for warehouse in 0..<warehouses {
    let capacity = try next()
    let column = program.addColumn(Column(Meaning("open", ["\(warehouse)"]), .integer, upper: 1))
    program.objective.terms.append(Term(column, try next()))
    open.append(column)
    uses.append([Term(column, -capacity)])
  }
  for customer in 0..<customers {
    let mandatory = try next()
    var shares: [Term] = []
    for warehouse in 0..<warehouses {
      let share = program.addColumn(Column(Meaning("share", ["\(warehouse)", "\(customer)"]), upper: 1))
      program.objective.terms.append(Term(share, try next()))
      shares.append(Term(share, 1))
      uses[warehouse].append(Term(share, mandatory))
      program.addRow(
        Row(Meaning("link", ["\(warehouse)", "\(customer)"]), [Term(share, 1), Term(open[warehouse], -1)], upper: 0))
    }
    program.addRow(Row(Meaning("demand", ["\(customer)"]), shares, lower: 1, upper: 1))
  }
  for (warehouse, use) in uses.enumerated() {
    program.addRow(Row(Meaning("capacity", ["\(warehouse)"]), use, upper: 0))
  }
  return program
}

/// Reads the lines `name bound bound` of a folder's bounds.txt.
func publishedBounds(_ folder: String) throws -> [(name: String, optimum: Double)] {
  try sharedData("\(folder)/bounds.txt").split(separator: "\n").compactMap { line in
    let words = line.split { $0.isWhitespace }
    guard words.count >= 2, let optimum = words.last.flatMap({ Double($0) }) else { return nil }
    return (String(words[0]), optimum)
  }
}

@Suite(.serialized) struct AssignmentTests {

  @Test(arguments: solvers) func theORLibraryAssignmentsReachTheirPublishedMaxima(_ solver: any Solver) throws {
    let published = try publishedBounds("gap").filter { $0.name.contains("_") && $0.name.hasSuffix("_Max") }
    // c0515_1_Max: five agents, fifteen jobs, first of three.
    let small = published.filter { $0.name.split(separator: "_").count == 3 }
    #expect(small.count >= 30)
    for (name, optimum) in small {
      let program = try assignment("gap/\(name.dropLast("_Max".count))")
      let found = try solver.solve(program, SolveRequest(relativeGap: 0)).solution?.objective
      #expect(found == optimum, "\(name)")
    }
  }

  @Test(arguments: solvers) func theORLibraryWarehousesReachTheirPublishedCosts(_ solver: any Solver) throws {
    // cap41 to cap134; the other names in the list of optima belong to other kinds of problem.
    let published = try publishedBounds("facility").filter { $0.name.wholeMatch(of: /cap\d+/) != nil }
    #expect(published.count >= 29)
    for (name, optimum) in published {
      let program = try facilityLocation("facility/\(name).txt")
      let found = try #require(try solver.solve(program, SolveRequest(relativeGap: 0)).solution?.objective)
      #expect(abs(found - optimum) <= 1e-6 * optimum, "\(name): \(found) for \(optimum)")
    }
  }
}
