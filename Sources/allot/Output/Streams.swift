import Allotment
import Foundation
import Model

// All terminal output passes through here, so that no text of a list, a plan or a file name can control the terminal.

/// Thrown if the reader of standard output has closed it, as `head` does. It is not reported.
struct ClosedPipe: Error {}

/// Writes lines to standard error, and nowhere else. A failure does not affect the exit status.
func writeLines(_ text: String) { _ = write(text.printableLines + "\n", to: STDERR_FILENO) }

/// Rewrites the last line of standard error on a terminal.
func rewriteLine(_ text: String) { _ = write("\r\u{1B}[K" + text.printable, to: STDERR_FILENO) }

/// Writes lines to standard output.
/// - Throws: ``WriteFault`` if the output cannot be written, as on a full disk; ``ClosedPipe``.
func say(_ text: String, terminator: String = "\n") throws { try deliver(text.printableLines + terminator) }

/// Writes JSON to standard output; throws as ``say(_:terminator:)`` does.
func say(json text: String, terminator: String = "\n") throws { try deliver(text.printableJSON + terminator) }

let standardOutput = "/dev/stdout"

private func deliver(_ text: String) throws {
  runReport.endProgress()
  switch write(text, to: STDOUT_FILENO) {
  case nil: return
  case EPIPE: throw ClosedPipe()
  case let error?: throw WriteFault(path: standardOutput, reason: String(cString: strerror(error)))
  }
}

/// - Returns: The system's error number; nil if everything was written.
private func write(_ text: String, to descriptor: Int32) -> Int32? {
  var text = text
  return text.withUTF8 { bytes in
    var rest = UnsafeRawBufferPointer(bytes)
    while !rest.isEmpty {
      let count = Glibc.write(descriptor, rest.baseAddress, rest.count)
      if count >= 0 {
        rest = UnsafeRawBufferPointer(rebasing: rest.dropFirst(count))
      } else if errno == EAGAIN {
        // The terminal or pipe is in non-blocking mode.
        var ready = pollfd(fd: descriptor, events: Int16(POLLOUT), revents: 0)
        _ = poll(&ready, 1, -1)
      } else if errno != EINTR {
        return errno
      }
    }
    return nil
  }
}

/// Opens closed standard streams, so that no file opened later gets their descriptors and is overwritten.
///
/// Each is opened in the wrong direction, so that using it fails as if it were closed. A broken pipe and a file size
/// limit become errors instead of fatal signals.
func openStandardStreams() {
  for (descriptor, mode) in [(STDIN_FILENO, O_WRONLY), (STDOUT_FILENO, O_RDONLY), (STDERR_FILENO, O_RDONLY)] {
    // `open` returns the lowest free descriptor, which is the missing one.
    if fcntl(descriptor, F_GETFD) == -1 { _ = open("/dev/null", mode) }
  }
  signal(SIGPIPE, SIG_IGN)
  signal(SIGXFSZ, SIG_IGN)
}
