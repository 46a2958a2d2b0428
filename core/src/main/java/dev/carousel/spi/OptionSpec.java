package dev.carousel.spi;

import static java.util.stream.Collectors.joining;

import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * One option of a plugin: its name, type, default, bounds and meaning. The default is stated only
 * here.
 *
 * @param name lower-case words joined by hyphens
 * @param type the type of its values
 * @param defaultValue as a user would write it; valid by the option's own rules
 * @param minimum the least number allowed, inclusive; not used by words and switches
 * @param maximum the greatest number allowed, inclusive; not used by words and switches
 * @param choices the words allowed, for {@link Type#CHOICE}; else empty
 * @param description one line, without a full stop
 * @param role what it is for, so that advice finds it; null for none
 * @param gate the gate that its role refers to, as {@link dev.carousel.expr.Step#observe} names it;
 *     empty for none
 * @param meanings of some of the allowed words
 */
public record OptionSpec(
    String name,
    Type type,
    String defaultValue,
    double minimum,
    double maximum,
    List<String> choices,
    String description,
    @Nullable OptionRole role,
    String gate,
    Map<String, ChoiceRole> meanings) {

  /** The largest number below one. */
  private static final double BELOW_ONE = Math.nextDown(1.0);

  /** The least number that counts as above zero. */
  private static final double ABOVE_ZERO = 1e-30;

  /** The type of an option's values. */
  public enum Type {
    /** A real number. */
    REAL,
    /** A whole number. */
    INTEGER,
    /** True or false. */
    SWITCH,
    /** One of a list of words. */
    CHOICE,
    /** One or several real numbers, with a slash between two: {@code 0.1/0.5/0.9}. */
    REALS
  }

  /**
   * Copies the collections; refuses bounds without a number between them, a role that does not fit
   * the type, and a meaning of a word that is not allowed.
   */
  public OptionSpec {
    choices = List.copyOf(choices);
    meanings = Collections.unmodifiableMap(new LinkedHashMap<>(meanings));
    if (!(minimum <= maximum)) {
      throw new IllegalArgumentException(
          "option " + name + ": no number lies from " + minimum + " to " + maximum);
    }
    if (role != null && !role.suits(type)) {
      throw new IllegalArgumentException(
          "option " + name + ": an option of type " + word(type) + " cannot be " + role.word());
    }
    for (String word : meanings.keySet()) {
      if (!choices.contains(word)) {
        throw new IllegalArgumentException(
            "option " + name + ": " + word + " has a meaning, but is not one of its words");
      }
    }
  }

  /** An option without a role. */
  public OptionSpec(
      String name,
      Type type,
      String defaultValue,
      double minimum,
      double maximum,
      List<String> choices,
      String description) {
    this(name, type, defaultValue, minimum, maximum, choices, description, null, "", Map.of());
  }

  /** A real number within bounds, both inclusive. */
  public static OptionSpec real(
      String name, double defaultValue, double minimum, double maximum, String description) {
    return new OptionSpec(
        name, Type.REAL, number(defaultValue), minimum, maximum, List.of(), description);
  }

  /**
   * A share from zero to less than one, such as that of a running mean which is kept: at one, the
   * mean would never change.
   */
  public static OptionSpec share(String name, double defaultValue, String description) {
    return real(name, defaultValue, 0, BELOW_ONE, description);
  }

  /** A real number above zero, at most {@code maximum}. */
  public static OptionSpec positive(
      String name, double defaultValue, double maximum, String description) {
    return real(name, defaultValue, ABOVE_ZERO, maximum, description);
  }

  /** A factor that makes something smaller: above zero and below one. */
  public static OptionSpec reduction(String name, double defaultValue, String description) {
    return positive(name, defaultValue, BELOW_ONE, description);
  }

  /** A whole number within bounds, both inclusive. */
  public static OptionSpec integer(
      String name, long defaultValue, long minimum, long maximum, String description) {
    return new OptionSpec(
        name, Type.INTEGER, Long.toString(defaultValue), minimum, maximum, List.of(), description);
  }

  /** One or several real numbers, each within bounds, both inclusive. */
  public static OptionSpec reals(
      String name, double[] defaultValue, double minimum, double maximum, String description) {
    return new OptionSpec(
        name, Type.REALS, text(defaultValue), minimum, maximum, List.of(), description);
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

  /**
   * The same option with a role, so that advice finds it.
   *
   * @throws IllegalArgumentException if the role is not one of such values
   */
  public OptionSpec as(OptionRole other) {
    return as(other, gate);
  }

  /**
   * The same option with a role that refers to a gate.
   *
   * @param ofGate as {@link dev.carousel.expr.Step#observe} names it
   * @throws IllegalArgumentException if the role is not one of such values
   */
  public OptionSpec as(OptionRole other, String ofGate) {
    return new OptionSpec(
        name, type, defaultValue, minimum, maximum, choices, description, other, ofGate, meanings);
  }

  /**
   * The same option with the meaning of one of its words, so that advice finds that word.
   *
   * @throws IllegalArgumentException if it is not one of its words
   */
  public OptionSpec meaning(Enum<?> constant, ChoiceRole meaning) {
    Map<String, ChoiceRole> more = new LinkedHashMap<>(meanings);
    more.put(word(constant), meaning);
    return new OptionSpec(
        name, type, defaultValue, minimum, maximum, choices, description, role, gate, more);
  }

  /** Whether a value, as a user would write it, is of the type and within the bounds. */
  public boolean accepts(String value) {
    try {
      return switch (type) {
        case CHOICE -> choices.contains(value);
        case SWITCH -> value.equals("true") || value.equals("false");
        case REAL -> isWithin(Double.parseDouble(value));
        case INTEGER -> isWithin(Long.parseLong(value));
        case REALS ->
            Stream.of(value.split("/", -1)).allMatch(one -> isWithin(Double.parseDouble(one)));
      };
    } catch (NumberFormatException notANumber) {
      return false;
    }
  }

  /**
   * A value that is {@linkplain #accepts accepted}, written as {@link #text} writes it: {@code 1}
   * for {@code 1.0}.
   */
  public String canonical(String value) {
    return switch (type) {
      case CHOICE, SWITCH -> value;
      case REAL -> text(Double.parseDouble(value));
      case INTEGER -> text(Long.parseLong(value));
      case REALS ->
          text(Stream.of(value.split("/", -1)).mapToDouble(Double::parseDouble).toArray());
    };
  }

  private boolean isWithin(double value) {
    return value >= minimum && value <= maximum;
  }

  /** How a user writes an enum constant: {@code SPECTRAL_RADIUS} is {@code spectral-radius}. */
  static String word(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /**
   * A value as a user would write it.
   *
   * @param value a number, several in a {@code double[]}, a boolean, a constant of an enum, or
   *     text, which stays as it is
   * @throws IllegalArgumentException if it is anything else
   */
  public static String text(Object value) {
    if (value instanceof Enum<?> constant) {
      return word(constant);
    }
    if (value instanceof double[] numbers) {
      return Arrays.stream(numbers).mapToObj(OptionSpec::number).collect(joining("/"));
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
      case REALS -> "numbers " + range() + ", with a slash between two";
      case INTEGER -> "a whole number " + range();
    };
  }

  private String range() {
    String most = maximum == BELOW_ONE ? "less than 1" : bound(maximum);
    return "from " + bound(minimum) + " to " + most;
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
