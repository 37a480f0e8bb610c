import Foundation
import Synchronization

@testable import Allotment

/// A disk that fails the change with a given number, or every change from there on, which simulates a kill.
final class FailingDisk: Sendable {
  private let counted = Mutex(0)
  private let step: Int
  private let error: Int32
  private let isKill: Bool
  private let only: Disk.Change?
  private let canExchange: Bool

  /// - Parameter canExchange: Whether the file system can exchange two folders in one step.
  init(
    at step: Int = .max, error: Int32 = EIO, isKill: Bool = false, only: Disk.Change? = nil, canExchange: Bool = true
  ) {
    (self.step, self.error, self.isKill, self.only) = (step, error, isKill, only)
    self.canExchange = canExchange
  }

  var count: Int { counted.withLock { $0 } }

  var disk: Disk {
    Disk { change in
      if let only = self.only, only != change { return 0 }
      let number = self.counted.withLock { count in
        count += 1
        return count - 1
      }
      if number == self.step || self.isKill && number > self.step { return self.error }
      return change == .exchange && !self.canExchange ? EINVAL : 0
    }
  }
}
