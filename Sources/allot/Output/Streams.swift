import Allotment
import Foundation
import Model

// Everything that reaches a terminal passes here, so that nothing from a list, a plan or a name of a file acts on it.

/// The reader of standard output is gone, as `head` is when it has enough: there is nobody to tell.
struct ClosedPipe: Error {}

/// Lines for standard error. That they cannot be written changes nothing of how the command ends.
func complain(_ text: String) { _ = write(text.printableLines + "\n", to: STDERR_FILENO) }

/// Text in place of the terminal's last line of standard error.
func rewriteLine(_ text: String) { _ = write("\r\u{1B}[K" + text.printable, to: STDERR_FILENO) }

/// Lines for standard output.
/// - Throws: ``WriteFault``: an answer that did not arrive, as on a full disk, is no answer; ``ClosedPipe``.
func say(_ text: String, terminator: String = "\n") throws { try deliver(text.printableLines + terminator) }

/// JSON for standard output; throws as ``say(_:terminator:)`` does.
func say(json text: String, terminator: String = "\n") throws { try deliver(text.printableJSON + terminator) }

let standardOutput = "/dev/stdout"

private func deliver(_ text: String) throws {
  switch write(text, to: STDOUT_FILENO) {
  case nil: return
  case EPIPE: throw ClosedPipe()
  case let error?: throw WriteFault(path: standardOutput, reason: String(cString: strerror(error)))
  }
}

/// - Returns: The system's error number; nil where all was written.
private func write(_ text: String, to descriptor: Int32) -> Int32? {
  var text = text
  return text.withUTF8 { bytes in
    var rest = UnsafeRawBufferPointer(bytes)
    while !rest.isEmpty {
      let count = Glibc.write(descriptor, rest.baseAddress, rest.count)
      if count >= 0 {
        rest = UnsafeRawBufferPointer(rebasing: rest.dropFirst(count))
      } else if errno == EAGAIN {
        // Somebody made the terminal or the pipe one that does not wait.
        var ready = pollfd(fd: descriptor, events: Int16(POLLOUT), revents: 0)
        _ = poll(&ready, 1, -1)
      } else if errno != EINTR {
        return errno
      }
    }
    return nil
  }
}

/// Takes the places of standard streams that are closed, or a file that is opened later would have them and be written over.
/// Each is open the wrong way, so that using it fails as if it were closed. A broken pipe and a limit on the size of files are errors, not the end.
func openStandardStreams() {
  for (descriptor, mode) in [(STDIN_FILENO, O_WRONLY), (STDOUT_FILENO, O_RDONLY), (STDERR_FILENO, O_RDONLY)] {
    // The lowest number that is free is the one that is missing.
    if fcntl(descriptor, F_GETFD) == -1 { _ = open("/dev/null", mode) }
  }
  signal(SIGPIPE, SIG_IGN)
  signal(SIGXFSZ, SIG_IGN)
}
