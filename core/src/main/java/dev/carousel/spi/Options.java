package dev.carousel.spi;

import dev.carousel.error.CarouselException;
import dev.carousel.error.NearestWord;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** A checked value for every option of a plugin: what was given, or the default. Immutable. */
public final class Options {
  private final Map<String, String> values;

  private Options(Map<String, String> values) {
    this.values = values;
  }

  /**
   * Checks what was given against the specification and fills in the defaults.
   *
   * @param owner who has these options, for errors: "cell lstm"
   * @throws CarouselException if a name is unknown, or a value is not of its type or out of bounds
   */
  public static Options of(String owner, List<OptionSpec> specs, Map<String, String> given) {
    Map<String, String> values = new LinkedHashMap<>();
    specs.forEach(spec -> values.put(spec.name(), spec.defaultValue()));
    given.forEach(
        (name, value) -> {
          if (!values.containsKey(name)) {
            throw unknown(owner, name, values);
          }
        });
    for (OptionSpec spec : specs) {
      String value = given.get(spec.name());
      if (value != null) {
        check(owner, spec, value);
        values.put(spec.name(), value);
      }
    }
    return new Options(values);
  }

  /** The defaults of these options. */
  public static Options defaults(List<OptionSpec> specs) {
    return of("", specs, Map.of());
  }

  /** A real number. */
  public double real(String name) {
    return Double.parseDouble(value(name));
  }

  /** One or several real numbers, in order. */
  public double[] reals(String name) {
    return Stream.of(value(name).split("/", -1)).mapToDouble(Double::parseDouble).toArray();
  }

  /** A whole number. */
  public int integer(String name) {
    return Math.toIntExact(Long.parseLong(value(name)));
  }

  /** True or false. */
  public boolean toggle(String name) {
    return Boolean.parseBoolean(value(name));
  }

  /** One of the constants of an enum. */
  public <E extends Enum<E>> E choice(String name, Class<E> words) {
    String wanted = value(name);
    for (E constant : words.getEnumConstants()) {
      if (OptionSpec.word(constant).equals(wanted)) {
        return constant;
      }
    }
    throw new IllegalArgumentException(name + "=" + wanted + " is not of " + words.getName());
  }

  /** Every option and its value as text, in the order of the specification. */
  public Map<String, String> asMap() {
    return Collections.unmodifiableMap(values);
  }

  private String value(String name) {
    String value = values.get(name);
    if (value == null) {
      throw new IllegalArgumentException("the provider has no option named " + name);
    }
    return value;
  }

  private static CarouselException unknown(String owner, String name, Map<String, String> valid) {
    return CarouselException.usage("The " + owner + " has no option '" + name + "'.")
        .mend(valid.isEmpty() ? "it takes no options" : NearestWord.hint(name, valid.keySet()))
        .build();
  }

  private static void check(String owner, OptionSpec spec, String value) {
    if (!spec.accepts(value)) {
      CarouselException.Builder error =
          CarouselException.usage(
                  "Option '" + spec.name() + "' of the " + owner + " has an invalid value.")
              .expected(spec.allowed())
              .found(value.isEmpty() ? "nothing" : "'" + value + "'");
      if (spec.type() == OptionSpec.Type.CHOICE) {
        error.mend(NearestWord.hint(value, spec.choices()));
      } else {
        error.mend(spec.name() + "=" + spec.defaultValue() + " is the default");
      }
      throw error.build();
    }
  }
}
