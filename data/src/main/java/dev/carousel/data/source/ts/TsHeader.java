package dev.carousel.data.source.ts;

import dev.carousel.error.CarouselException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * The attributes of a file, of which those count that say how its lines are read.
 *
 * @param label what ends each line
 * @param classes the labels that may occur; empty if they are not listed
 * @param dimensions how many each series has; 0 if it is not said
 */
record TsHeader(Label label, List<String> classes, int dimensions) {
  /** What ends each line. */
  enum Label {
    NONE(""),
    CLASS("class"),
    TARGET("target");

    private final String column;

    Label(String column) {
      this.column = column;
    }

    /** The column that holds it. */
    String column() {
      return column;
    }
  }

  static final TsHeader NOTHING = new TsHeader(Label.NONE, List.of(), 0);

  /**
   * The header with one more line.
   *
   * @param line begins with an at sign, and is not {@code @data}
   * @throws CarouselException if it contradicts itself, or asks for what cannot be read
   */
  TsHeader with(String line, String where) {
    String[] words = line.strip().split("\\s+");
    String value = words.length > 1 ? words[1].toLowerCase(Locale.ROOT) : "";
    return switch (words[0].toLowerCase(Locale.ROOT)) {
      case "@timestamps" -> {
        if (truth(words[0], value, where)) {
          throw timeStamps(where);
        }
        yield this;
      }
      case "@dimensions", "@dimension" ->
          new TsHeader(label, classes, count(words[0], value, where));
      case "@classlabel" ->
          truth(words[0], value, where)
              ? new TsHeader(Label.CLASS, List.of(words).subList(2, words.length), dimensions)
              : this;
      case "@targetlabel" ->
          truth(words[0], value, where) ? new TsHeader(Label.TARGET, classes, dimensions) : this;
      default -> this;
    };
  }

  /** Values that are written with their times. */
  static CarouselException timeStamps(String where) {
    return CarouselException.failure("The series have time stamps, which are not read.")
        .expected("@timeStamps false, and values without times")
        .where(where)
        .mend("convert the file to CSV with columns for series, time and each dimension")
        .build();
  }

  private static boolean truth(String attribute, String value, String where) {
    if (!value.equals("true") && !value.equals("false")) {
      throw wrong(attribute, "true or false", value, where);
    }
    return value.equals("true");
  }

  private static int count(String attribute, String value, String where) {
    if (!value.matches("[1-9]\\d{0,4}")) {
      throw wrong(attribute, "a whole number from 1 to 99999", value, where);
    }
    return Integer.parseInt(value);
  }

  private static CarouselException wrong(
      String attribute, String expected, String found, String where) {
    return CarouselException.failure("The attribute " + attribute + " has an invalid value.")
        .expected(expected)
        .found(found.isEmpty() ? "nothing" : "'" + found + "'")
        .where(where)
        .build();
  }

  /** Whether a label may occur. */
  boolean allows(String word) {
    return classes.isEmpty() || classes.contains(word);
  }

  /** For messages. */
  @Override
  public String toString() {
    return Arrays.toString(classes.toArray());
  }
}
