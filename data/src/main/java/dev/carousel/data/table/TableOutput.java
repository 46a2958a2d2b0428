package dev.carousel.data.table;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A column that a network predicts.
 *
 * @param name as in the header
 * @param scale of numbers; null for classes
 * @param usual in the training part: the mean of numbers; the index of the most frequent class, the
 *     first of equally frequent ones. Null if unknown
 */
public record TableOutput(String name, @Nullable Scale scale, @Nullable Double usual) {
  /** Refuses null. */
  public TableOutput {
    Objects.requireNonNull(name);
    if (usual != null && !Double.isFinite(usual)) {
      throw new IllegalArgumentException("'" + name + "' is usually " + usual);
    }
  }

  /** A column of which nothing usual is known. */
  public TableOutput(String name, @Nullable Scale scale) {
    this(name, scale, null);
  }
}
