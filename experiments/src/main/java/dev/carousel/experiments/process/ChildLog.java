package dev.carousel.experiments.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/** The last lines that a child wrote beside its answers. Thread-safe. */
final class ChildLog {
  private static final int MOST_LINES = 1000;

  /** The name of the file that is kept of a child that died. */
  private static final String FILE = "process.log";

  /** A line of a log that is no error, of a stack trace, or of Java's own report of a crash. */
  private static final Pattern NOT_SAID =
      Pattern.compile(
          "\\s*|\\W*(WARN|WARNING|INFO|CONFIG|FINE|DEBUG|TRACE)\\b.*|\\s+(at |\\.{3} ).*|#.*");

  private static final Pattern ERROR = Pattern.compile("(?i).*(error|exception|fatal)\\b.*");

  private final Deque<String> lines = new ArrayDeque<>();

  synchronized void add(String line) {
    if (lines.size() == MOST_LINES) {
      lines.removeFirst();
    }
    lines.addLast(line);
  }

  /**
   * What the child said of its end: its last error, or else its last line that is no part of a log;
   * empty if it said nothing.
   */
  synchronized Optional<String> lastWords() {
    return last(line -> ERROR.matcher(line).matches())
        .map(error -> "its last error was: " + error)
        .or(() -> last(line -> true).map(line -> "its last words were: " + line));
  }

  private Optional<String> last(Predicate<String> wanted) {
    Iterable<String> backwards = lines::descendingIterator;
    for (String line : backwards) {
      if (!NOT_SAID.matcher(line).matches() && wanted.test(line)) {
        return Optional.of(line.strip());
      }
    }
    return Optional.empty();
  }

  /**
   * Keeps the lines beside a run folder.
   *
   * @return the file; empty if there are no lines, or it cannot be written
   */
  synchronized Optional<Path> keep(Path run) {
    try {
      Path file = run.resolveSibling(FILE);
      return lines.isEmpty() ? Optional.empty() : Optional.of(Files.write(file, lines));
    } catch (IOException second) {
      return Optional.empty(); // that the child died is what is told
    }
  }

  /** Removes what is left of an earlier child, since this one ended well. */
  static void forget(Path run) {
    try {
      Files.deleteIfExists(run.resolveSibling(FILE));
    } catch (IOException harmless) {
      // it stays
    }
  }
}
