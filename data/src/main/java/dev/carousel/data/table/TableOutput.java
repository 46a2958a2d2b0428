package dev.carousel.data.table;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A column that a network predicts.
 *
 * @param name as in the header
 * @param scale of numbers; null for classes
 */
public record TableOutput(String name, @Nullable Scale scale) {
  /** Refuses null. */
  public TableOutput {
    Objects.requireNonNull(name);
  }
}
