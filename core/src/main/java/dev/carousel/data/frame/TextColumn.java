package dev.carousel.data.frame;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A column of words, such as classes or names, each different word stored once.
 *
 * @param name as in the header
 * @param words the different words, in the order in which they first occur
 * @param codes for each row, the index of its word; -1 where the cell is missing. Shared with the
 *     caller, and not to be written to
 */
@SuppressWarnings("ArrayRecordComponent") // columns are large, and never compared
public record TextColumn(String name, List<String> words, int[] codes) implements Column {
  /** The code of a missing cell. */
  public static final int MISSING = -1;

  /**
   * Checks the codes.
   *
   * @throws IllegalArgumentException if a code is less than -1 or beyond the words
   */
  public TextColumn {
    Objects.requireNonNull(name);
    words = List.copyOf(words);
    for (int code : codes) {
      if (code < MISSING || code >= words.size()) {
        throw new IllegalArgumentException(
            "column " + name + " has code " + code + ", but " + words.size() + " words");
      }
    }
  }

  /**
   * A column of these cells.
   *
   * @param cells null where one is missing
   */
  public static TextColumn of(String name, @Nullable String... cells) {
    Map<String, Integer> codes = new LinkedHashMap<>();
    int[] coded = new int[cells.length];
    for (int row = 0; row < cells.length; row++) {
      String cell = cells[row];
      coded[row] = cell == null ? MISSING : codes.computeIfAbsent(cell, w -> codes.size());
    }
    return new TextColumn(name, new ArrayList<>(codes.keySet()), coded);
  }

  @Override
  public int rows() {
    return codes.length;
  }

  @Override
  public boolean isMissing(int row) {
    return codes[row] == MISSING;
  }

  @Override
  public String text(int row) {
    return codes[row] == MISSING ? "" : words.get(codes[row]);
  }

  @Override
  public String type() {
    return "text";
  }
}
