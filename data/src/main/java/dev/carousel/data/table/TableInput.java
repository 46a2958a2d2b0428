package dev.carousel.data.table;

import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A column that a network reads: numbers, or a category.
 *
 * @param name as in the header
 * @param known whether its future values are read too
 * @param scale of numbers; null for a category
 * @param words the values of a category that training had, sorted; empty for numbers
 */
public record TableInput(String name, boolean known, @Nullable Scale scale, List<String> words) {
  /** Copies the words. */
  public TableInput {
    Objects.requireNonNull(name);
    words = List.copyOf(words);
  }

  /** Whether it is a category. */
  boolean isCategory() {
    return scale == null;
  }

  /** The inputs of one row: 1 for a number; the words of a category, and the unseen ones. */
  int width() {
    return isCategory() ? words.size() + 1 : 1;
  }
}
