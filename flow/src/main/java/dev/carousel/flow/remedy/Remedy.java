package dev.carousel.flow.remedy;

import dev.carousel.flow.measured.Goal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Something to try.
 *
 * @param options of the command line
 * @param why what they do
 * @param changes the changes that can be trained and measured, one network each
 * @param promise the quantity to improve; null if they only show something
 */
public record Remedy(String options, String why, List<Change> changes, @Nullable Goal promise) {
  public Remedy {
    changes = List.copyOf(changes);
  }

  static Remedy of(Change change, Goal promise, String why) {
    return new Remedy(change.options(), why, List.of(change), promise);
  }
}
