package dev.carousel.train;

import dev.carousel.error.CarouselException;
import dev.carousel.spi.OptionSpec;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Options of the optimizer for some of the parameters: {@code *.b:weight-decay=0,lr-factor=0.5}.
 *
 * @param pattern of the names of parameters, such as {@code layer0/i.Wh}: a star stands for any
 *     characters, also none
 * @param options the optimizer's own options, and {@link #RATE_FACTOR}; values as a user writes
 *     them
 */
public record ParameterGroup(String pattern, Map<String, String> options) {
  /** A factor on the step size of the group, whatever the optimizer. */
  public static final OptionSpec RATE_FACTOR =
      OptionSpec.real("lr-factor", 1, 0, 1e6, "Factor on the step size of these parameters");

  private static final char ANY = '*';

  /** Copies the map; refuses a group that says nothing. */
  public ParameterGroup {
    options = Collections.unmodifiableMap(new LinkedHashMap<>(options));
    if (pattern.isEmpty() || options.isEmpty()) {
      throw malformed(pattern + ":" + options)
          .found(pattern.isEmpty() ? "no pattern" : "no options")
          .build();
    }
  }

  /**
   * Reads {@code pattern:key=value,key=value}.
   *
   * @throws CarouselException if a part is missing, or an option is repeated
   */
  public static ParameterGroup parse(String text) {
    int colon = text.indexOf(':');
    if (colon < 1) {
      throw malformed(text).found(colon < 0 ? "no options" : "no pattern").build();
    }
    if (text.chars().anyMatch(Character::isWhitespace)) {
      throw malformed(text).found("a space").build();
    }
    Map<String, String> options = new LinkedHashMap<>();
    for (String option : text.substring(colon + 1).split(",", -1)) {
      int equals = option.indexOf('=');
      if (equals < 1) {
        throw malformed(text).found(option.isEmpty() ? "an empty option" : option).build();
      }
      if (options.put(option.substring(0, equals), option.substring(equals + 1)) != null) {
        throw malformed(text).found(option.substring(0, equals) + " more than once").build();
      }
    }
    return new ParameterGroup(text.substring(0, colon), options);
  }

  private static CarouselException.Builder malformed(String text) {
    return CarouselException.usage("The group '" + text + "' is malformed.")
        .expected("a pattern of parameter names and options: pattern:key=value,key=value")
        .mend("--parameter-group \"*.b:weight-decay=0\"");
  }

  /** Whether a parameter of that name belongs to the group. */
  public boolean matches(String name) {
    int star = -1;
    int resume = 0;
    int p = 0;
    int n = 0;
    while (n < name.length()) {
      if (p < pattern.length() && pattern.charAt(p) == ANY) {
        star = p++;
        resume = n;
      } else if (p < pattern.length() && pattern.charAt(p) == name.charAt(n)) {
        p++;
        n++;
      } else if (star >= 0) {
        p = star + 1;
        n = ++resume; // the star takes one more
      } else {
        return false;
      }
    }
    while (p < pattern.length() && pattern.charAt(p) == ANY) {
      p++;
    }
    return p == pattern.length();
  }

  /** The text that {@link #parse} reads. */
  @Override
  public String toString() {
    return options.entrySet().stream()
        .map(option -> option.getKey() + "=" + option.getValue())
        .collect(Collectors.joining(",", pattern + ":", ""));
  }
}
