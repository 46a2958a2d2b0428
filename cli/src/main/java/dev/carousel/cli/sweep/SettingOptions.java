package dev.carousel.cli.sweep;

import dev.carousel.cli.options.DataOptions;
import dev.carousel.cli.options.RunOptions;
import dev.carousel.cli.train.TrialTraining;
import dev.carousel.error.CarouselException;
import dev.carousel.experiments.search.Values;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/**
 * The options of {@code carousel train}, each with several values. What they mean, and whether a
 * value is allowed, {@link RunOptions} says.
 */
final class SettingOptions {
  private static final String MINUTES = "minutes";

  /** Data are named by lists with commas, and by files whose names may have some. */
  private static final Set<String> OF_DATA = names(new DataOptions());

  private SettingOptions() {}

  private static Set<String> names(Object options) {
    return new CommandLine(options)
        .getCommandSpec().options().stream()
            .map(option -> option.longestName().substring(2))
            .collect(Collectors.toUnmodifiableSet());
  }

  /** Adds them to a command that has none of them. */
  static void addTo(CommandSpec command) {
    for (OptionSpec option : new CommandLine(new RunOptions()).getCommandSpec().options()) {
      if (!TrialTraining.reserved().contains(option.longestName().substring(2))) {
        command.addOption(several(option));
      }
    }
  }

  private static OptionSpec several(OptionSpec option) {
    boolean isFlag = option.arity().max() == 0;
    String[] description = option.description().clone();
    String value = option.defaultValue();
    if (value != null && !value.isEmpty() && description.length > 0) {
      description[description.length - 1] += " (" + value + ")";
    }
    return OptionSpec.builder(option.names())
        .paramLabel(isFlag ? "true|false" : option.paramLabel())
        .description(description)
        .type(List.class)
        .auxiliaryTypes(String.class)
        .arity(isFlag ? "0..1" : "1")
        .fallbackValue(isFlag ? "true" : "")
        .userObject(option.userObject())
        .build();
  }

  /** The values of those that are given on the command line, by name. */
  static Map<String, Values> given(CommandSpec command) {
    Map<String, Values> given = new LinkedHashMap<>();
    Set<String> known = RunOptions.names();
    for (OptionSpec option : command.commandLine().getParseResult().matchedOptions()) {
      String name = option.longestName().substring(2);
      if (known.contains(name) && option.getValue() instanceof List<?> texts) {
        given.put(name, values(name, texts.stream().map(String::valueOf).toList()));
      }
    }
    return given;
  }

  /**
   * The values of an option: those of one text, or one value that consists of all texts, if the
   * option was repeated.
   */
  private static Values values(String name, List<String> texts) {
    if (texts.size() > 1) {
      return Values.of("--" + name, List.of(String.join(" ", texts)));
    }
    return values(name, texts.get(0));
  }

  private static Values values(String name, String text) {
    return OF_DATA.contains(name) && text.indexOf(';') < 0
        ? Values.of("--" + name, List.of(text))
        : Values.parse("--" + name, text);
  }

  /**
   * Refuses settings by which a trial would depend on the machine.
   *
   * @throws CarouselException if there is one
   */
  static void check(Set<String> names) {
    if (names.contains(MINUTES)) {
      throw CarouselException.usage("--minutes has no place in a sweep.")
          .expected("trials that end after the same work: --updates or --epochs")
          .found("--minutes, by which a slower machine trains less")
          .mend("use --updates N")
          .build();
    }
  }
}
