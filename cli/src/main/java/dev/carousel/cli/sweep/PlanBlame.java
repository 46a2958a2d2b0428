package dev.carousel.cli.sweep;

import dev.carousel.cli.config.ValueKind;
import dev.carousel.error.CarouselException;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;

/**
 * Finds the line of a plan file that a combination is refused for: the setting without which it
 * would not be refused for the same reason.
 *
 * @param places of the settings that the file has, by name
 * @param check refuses settings
 */
record PlanBlame(Map<String, String> places, Check check) {
  /** Whether settings can be trained. */
  @FunctionalInterface
  interface Check {
    /**
     * Looks at settings.
     *
     * @throws CarouselException if they are not allowed
     * @throws ParameterException if a value is not of its option's type
     */
    void of(Map<String, String> settings);
  }

  /** The fault with its place; as it is if no setting of the file is to blame. */
  RuntimeException located(RuntimeException fault, Map<String, String> settings) {
    if (fault instanceof ParameterException typed) {
      return typed(typed);
    }
    return fault instanceof CarouselException known
        ? candidates(message(fault), settings)
            .filter(name -> isCured(fault, name, settings))
            .findFirst()
            .map(name -> (RuntimeException) known.at(places.getOrDefault(name, "")))
            .orElse(fault)
        : fault;
  }

  private RuntimeException typed(ParameterException fault) {
    if (fault.getArgSpec() instanceof OptionSpec option && fault.getValue() != null) {
      String name = option.longestName().substring(2);
      return Optional.ofNullable(places.get(name))
          .map(place -> (RuntimeException) malformed(name, option, fault.getValue(), place))
          .orElse(fault);
    }
    return fault;
  }

  private static CarouselException malformed(
      String name, OptionSpec option, String value, String place) {
    CarouselException.Builder fault =
        CarouselException.usage("The plan's '" + name + "' has an invalid value.")
            .expected(ValueKind.of(option).words())
            .found("'" + value + "'")
            .where(place);
    if (ValueKind.of(option) == ValueKind.WHOLE) {
      ValueKind.asWhole(value).ifPresent(fault::mend);
    }
    return fault.build();
  }

  /** The settings of the file, those first that the message names, as each may read data anew. */
  private Stream<String> candidates(String message, Map<String, String> settings) {
    return places.keySet().stream()
        .filter(settings::containsKey)
        .sorted(
            Comparator.comparing(
                name ->
                    message.contains("--" + name) || message.contains(settings.get(name)) ? 0 : 1));
  }

  private boolean isCured(RuntimeException fault, String name, Map<String, String> settings) {
    Map<String, String> without = new LinkedHashMap<>(settings);
    without.remove(name);
    try {
      check.of(without);
      return true;
    } catch (CarouselException | ParameterException other) {
      return !message(other).equals(message(fault));
    }
  }

  private static String message(RuntimeException fault) {
    return String.valueOf(fault.getMessage());
  }
}
