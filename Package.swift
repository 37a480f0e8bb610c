// swift-tools-version: 6.1
// allot: shares out a township's earmarked money. Copyright (C) 2026 the allot authors. GPL-3.0-or-later.

import PackageDescription

// One room for each step of the pipeline; no room imports one above or beside it (docs/architecture.md).
let package = Package(
  name: "allot",
  products: [
    .library(name: "Allotment", targets: ["Allotment"]),
    .executable(name: "allot", targets: ["allot"]),
  ],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2")
  ],
  targets: [
    .target(name: "Model"),
    .target(name: "Intake", dependencies: ["Model"], resources: [.copy("Profiles")]),
    .target(name: "IntegerProgram"),
    .target(name: "CGLPK", linkerSettings: [.linkedLibrary("glpk")]),
    .target(name: "GLPKSolver", dependencies: ["IntegerProgram", "CGLPK"]),
    .target(name: "Formulation", dependencies: ["Model", "IntegerProgram"]),
    .target(name: "Audit", dependencies: ["Model"]),
    .target(name: "Explanation", dependencies: ["Model", "IntegerProgram", "Formulation"]),
    .target(name: "Reports", dependencies: ["Model", "Explanation"]),
    .target(
      name: "Allotment",
      dependencies: [
        "Model", "Intake", "IntegerProgram", "GLPKSolver", "Formulation", "Audit", "Explanation", "Reports",
      ]),
    .executableTarget(
      name: "allot",
      dependencies: ["Allotment", .product(name: "ArgumentParser", package: "swift-argument-parser")]),
    .target(
      name: "TestSupport", dependencies: ["Model", "IntegerProgram"], path: "Tests/TestSupport"),
    .testTarget(name: "ModelTests", dependencies: ["Model", "TestSupport"]),
    .testTarget(name: "IntakeTests", dependencies: ["Intake", "Model", "TestSupport"]),
    .testTarget(name: "IntegerProgramTests", dependencies: ["IntegerProgram", "TestSupport"]),
    .testTarget(name: "GLPKSolverTests", dependencies: ["GLPKSolver", "IntegerProgram", "TestSupport"]),
    .testTarget(
      name: "FormulationTests",
      dependencies: ["Formulation", "Model", "IntegerProgram", "GLPKSolver", "Audit", "TestSupport"]),
    .testTarget(name: "AuditTests", dependencies: ["Audit", "Model", "TestSupport"]),
    .testTarget(name: "AllotmentTests", dependencies: ["Allotment", "TestSupport"]),
  ],
  swiftLanguageModes: [.v6]
)
