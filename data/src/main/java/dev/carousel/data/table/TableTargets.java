package dev.carousel.data.table;

import dev.carousel.data.Sizes;
import dev.carousel.error.CarouselException;
import java.util.HashSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What to predict from a table: the target columns of row t + ahead, from the rows up to t.
 *
 * @param targets the columns to predict, in this order, each once, at least one
 * @param ahead how many rows ahead. With 0 the targets are in the same row and are not inputs;
 *     otherwise all columns are inputs.
 * @param window the length N of the sequences, each with one prediction at its end; null for one
 *     long sequence with a prediction at every step
 */
public record TableTargets(List<String> targets, int ahead, @Nullable Integer window) {
  /** Checks the request. */
  public TableTargets {
    targets = List.copyOf(targets);
    if (targets.isEmpty() || new HashSet<>(targets).size() < targets.size()) {
      throw CarouselException.usage("The target columns are invalid.")
          .expected("at least one column, each named once")
          .found(targets.isEmpty() ? "none" : String.join(", ", targets))
          .build();
    }
    Sizes.requireAtLeast("number of rows ahead", ahead, 0);
    if (window != null) {
      Sizes.requireAtLeast("window", window, 1);
    }
  }

  /** The next row's targets, at every step. */
  public static TableTargets of(String... targets) {
    return new TableTargets(List.of(targets), 1, null);
  }

  /** The same, another number of rows ahead. */
  public TableTargets withAhead(int rows) {
    return new TableTargets(targets, rows, window);
  }

  /** The same, from windows of that many rows. */
  public TableTargets withWindow(int rows) {
    return new TableTargets(targets, ahead, rows);
  }

  /** How many predictions a part of that many rows allows; less than 1 if it is too short. */
  int predictions(int rows) {
    return rows - ahead - (window == null ? 0 : window - 1);
  }
}
