package dev.carousel.cli;

import static org.junit.jupiter.api.Assertions.assertFalse;

import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Command lines about one folder.
 *
 * @param work the folder; {@code @} in a line
 */
record Requests(Path work) {

  /** Runs the program with the words of a line. */
  Answer run(String line) {
    return Answer.to(line.strip().replace("@", work.toString()).split(" +"));
  }

  /** Fails unless the line is refused with this code and told all of this, and nothing is begun. */
  void refused(int code, String line, String... told) {
    run(line).failed(code, told);
    assertFalse(Files.exists(work.resolve("run")), "a folder was made for a wrong request");
  }
}
