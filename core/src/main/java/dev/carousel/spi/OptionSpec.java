package dev.carousel.spi;

import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * One option of a plugin: its name, type, default, bounds and meaning. The default stands here and
 * nowhere else.
 *
 * @param name lower-case words joined by hyphens
 * @param type what its values are
 * @param defaultValue as a user would write it; valid by the option's own rules
 * @param minimum the least number allowed, inclusive; not used by words and switches
 * @param maximum the greatest number allowed, inclusive; not used by words and switches
 * @param choices the words allowed, for {@link Type#CHOICE}; else empty
 * @param description one line, without a full stop
 */
public record OptionSpec(
    String name,
    Type type,
    String defaultValue,
    double minimum,
    double maximum,
    List<String> choices,
    String description) {

  /** What an option's values are. */
  public enum Type {
    /** A real number. */
    REAL,
    /** A whole number. */
    INTEGER,
    /** True or false. */
    SWITCH,
    /** One of a list of words. */
    CHOICE
  }

  /** Copies the list, and refuses bounds between which no number lies. */
  public OptionSpec {
    choices = List.copyOf(choices);
    if (!(minimum <= maximum)) {
      throw new IllegalArgumentException(
          "option " + name + ": no number lies from " + minimum + " to " + maximum);
    }
  }

  /** A real number within bounds, both inclusive. */
  public static OptionSpec real(
      String name, double defaultValue, double minimum, double maximum, String description) {
    return new OptionSpec(
        name, Type.REAL, number(defaultValue), minimum, maximum, List.of(), description);
  }

  /** A whole number within bounds, both inclusive. */
  public static OptionSpec integer(
      String name, long defaultValue, long minimum, long maximum, String description) {
    return new OptionSpec(
        name, Type.INTEGER, Long.toString(defaultValue), minimum, maximum, List.of(), description);
  }

  /** True or false. */
  public static OptionSpec toggle(String name, boolean defaultValue, String description) {
    return new OptionSpec(
        name, Type.SWITCH, Boolean.toString(defaultValue), 0, 0, List.of(), description);
  }

  /** One of the constants of an enum, written in lower case with hyphens. */
  public static <E extends Enum<E>> OptionSpec choice(
      String name, E defaultValue, Class<E> words, String description) {
    List<String> choices = Stream.of(words.getEnumConstants()).map(OptionSpec::word).toList();
    return new OptionSpec(name, Type.CHOICE, word(defaultValue), 0, 0, choices, description);
  }

  /** How a user writes an enum constant: {@code SPECTRAL_RADIUS} is {@code spectral-radius}. */
  static String word(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /**
   * A value as a user would write it.
   *
   * @param value a number, a boolean, a constant of an enum, or text, which stays as it is
   * @throws IllegalArgumentException if it is anything else
   */
  public static String text(Object value) {
    if (value instanceof Enum<?> constant) {
      return word(constant);
    }
    if (value instanceof Double || value instanceof Float) {
      return number(((Number) value).doubleValue());
    }
    if (value instanceof Number || value instanceof Boolean || value instanceof String) {
      return value.toString();
    }
    throw new IllegalArgumentException("no value of an option: " + value);
  }

  /** The bounds or words allowed, for help and for errors. */
  public String allowed() {
    return switch (type) {
      case SWITCH -> "true or false";
      case CHOICE -> "one of " + String.join(", ", choices);
      case REAL -> "a number " + range();
      case INTEGER -> "a whole number " + range();
    };
  }

  private String range() {
    return "from " + bound(minimum) + " to " + bound(maximum);
  }

  private String bound(double value) {
    if (Double.isInfinite(value) || Math.abs(value) == Long.MAX_VALUE) {
      return value < 0 ? "-infinity" : "infinity";
    }
    return type == Type.INTEGER ? Long.toString((long) value) : number(value);
  }

  private static String number(double value) {
    return value == Math.rint(value) && Math.abs(value) < 1e7
        ? Long.toString((long) value)
        : Double.toString(value);
  }
}
