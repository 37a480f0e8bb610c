// swift-tools-version: 6.1
import PackageDescription

let package = Package(
  name: "Benchmarks",
  dependencies: [.package(name: "allot", path: "..")],
  targets: [
    .executableTarget(
      name: "bench",
      dependencies: [
        .product(name: "IntegerProgram", package: "allot"), .product(name: "GLPKSolver", package: "allot"),
        .product(name: "DefaultSolver", package: "allot"), .product(name: "Formulation", package: "allot"),
        .product(name: "Intake", package: "allot"), .product(name: "Model", package: "allot"),
      ])
  ],
  swiftLanguageModes: [.v6]
)
