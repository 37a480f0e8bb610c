// swift-tools-version: 6.1
// allot: shares out a township's earmarked money. Copyright (C) 2026 the allot authors. GPL-3.0-or-later.

import PackageDescription

// The tests need optimised rooms, because exhaustive searches are slow without. The tests themselves stay unoptimised: to optimise
// them takes longer than it saves. Other packages may not depend on a target with unsafe flags, hence the variable.
let isOptimised = Context.environment["ALLOT_OPTIMISED"] != nil
let optimised: [SwiftSetting] = isOptimised ? [.unsafeFlags(["-O"])] : []

// One room for each step of the pipeline; no room imports one above or beside it (docs/architecture.md).
let package = Package(
  name: "allot",
  products: [
    // What a program needs that solves and explains a township: one product (docs/decisions/0036-products.md).
    .library(
      name: "Allotment", targets: ["Allotment", "Audit", "DefaultSolver", "Explanation", "Intake", "Model", "Reports"]),
    // Single rooms, for a program that needs no more.
    .library(name: "Audit", targets: ["Audit"]),
    .library(name: "BranchAndCut", targets: ["BranchAndCut"]),
    .library(name: "DefaultSolver", targets: ["DefaultSolver"]),
    .library(name: "Explanation", targets: ["Explanation"]),
    .library(name: "Formulation", targets: ["Formulation"]),
    .library(name: "GLPKSolver", targets: ["GLPKSolver"]),
    .library(name: "Intake", targets: ["Intake"]),
    .library(name: "IntegerProgram", targets: ["IntegerProgram"]),
    .library(name: "Model", targets: ["Model"]),
    .library(name: "Questions", targets: ["Questions"]),
    .library(name: "Reports", targets: ["Reports"]),
    .library(name: "Workbooks", targets: ["Workbooks"]),
    .executable(name: "allot", targets: ["allot"]),
  ],
  dependencies: [.package(url: "https://github.com/apple/swift-argument-parser", from: "1.5.0")],
  targets: [
    .target(name: "Model"),
    .target(name: "CZipXML", linkerSettings: [.linkedLibrary("zip"), .linkedLibrary("expat")]),
    .target(name: "WorkbookReading", dependencies: ["Model", "CZipXML"]),
    .target(
      name: "Intake", dependencies: ["Model", "WorkbookReading"],
      resources: [
        .embedInCode("Profiles/baltimore-cip.profile"), .embedInCode("Profiles/nyc-board-requests.profile"),
      ]),
    .target(name: "IntegerProgram"),
    .target(name: "CGLPK", linkerSettings: [.linkedLibrary("glpk")]),
    .target(name: "CFiles"),
    .target(name: "ExactProgram", dependencies: ["IntegerProgram"]),
    .target(name: "Formulation", dependencies: ["Model", "IntegerProgram", "ExactProgram"]),
    .target(name: "Questions", dependencies: ["Model", "IntegerProgram", "ExactProgram", "Formulation"]),
    .target(name: "GLPKSolver", dependencies: ["IntegerProgram", "CGLPK"]),
    .target(name: "BranchAndCut", dependencies: ["IntegerProgram"]),
    .target(name: "DefaultSolver", dependencies: ["IntegerProgram", "GLPKSolver", "BranchAndCut"]),
    .target(name: "Audit", dependencies: ["Model"]),
    .target(name: "Explanation", dependencies: ["Model", "IntegerProgram", "Formulation", "Questions"]),
    .target(
      name: "Reports", dependencies: ["Model"],
      resources: [
        .embedInCode("Page/report.css"), .embedInCode("Page/cards.css"), .embedInCode("Page/letter.css"),
        .embedInCode("Page/report.js"),
      ]),
    .target(name: "CXlsxWriter", linkerSettings: [.linkedLibrary("xlsxwriter")]),
    .target(name: "Workbooks", dependencies: ["Model", "Intake", "Reports", "CXlsxWriter"]),
    .target(
      name: "Allotment",
      dependencies: [
        "Model", "Intake", "IntegerProgram", "DefaultSolver", "Formulation", "Questions", "Audit", "Explanation",
        "CFiles",
      ]),
    .executableTarget(
      name: "allot",
      dependencies: [
        "Allotment", "Model", "Intake", "IntegerProgram", "DefaultSolver", "Formulation", "Questions", "Audit",
        "Explanation", "Reports", "Workbooks",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ]),
    // What the tests hold allot to, and how they read its source.
    .target(
      name: "ExhaustiveSearch", dependencies: ["Model", "IntegerProgram", "Formulation", "Audit"],
      path: "Tests/ExhaustiveSearch"),
    .target(name: "SwiftSource", path: "Tests/SwiftSource"),
    .testTarget(name: "SolverTests", dependencies: ["BranchAndCut", "GLPKSolver", "IntegerProgram", "Model"]),
    .testTarget(name: "AuditTests", dependencies: ["Audit", "Model"]),
    .testTarget(
      name: "AllotmentTests",
      dependencies: [
        "Allotment", "Formulation", "ExactProgram", "Questions", "Audit", "Model", "Intake", "GLPKSolver",
        "BranchAndCut", "DefaultSolver", "IntegerProgram",
        "Reports", "Workbooks", "Explanation", "allot", "ExhaustiveSearch", "SwiftSource", "WorkbookReading",
      ]),
  ],
  swiftLanguageModes: [.v6]
)

// The rooms that read, search and judge, and what holds them to exhaustive search. The others write words: to optimise them takes
// longer than it saves (docs/decisions/0044-optimised-rooms-plain-tests.md).
let roomsThatSearch = [
  "Model", "WorkbookReading", "Intake", "IntegerProgram", "ExactProgram", "Formulation", "Questions", "GLPKSolver",
  "BranchAndCut",
  "DefaultSolver", "Audit", "ExhaustiveSearch",
]
for target in package.targets where roomsThatSearch.contains(target.name) {
  target.swiftSettings = optimised
}
