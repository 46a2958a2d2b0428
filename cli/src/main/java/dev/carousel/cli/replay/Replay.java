package dev.carousel.cli.replay;

import dev.carousel.nonfinite.FailedUpdateFile;
import dev.carousel.nonfinite.FirstCause;
import java.util.Optional;

/**
 * A repeated failed update.
 *
 * @param found this time; empty if every value is finite
 */
record Replay(FailedUpdateFile stored, Optional<FirstCause> found) {

  /** Whether the finding is the recorded one, to the last bit of each operand. */
  boolean isReproduced() {
    return found.equals(stored.cause());
  }
}
