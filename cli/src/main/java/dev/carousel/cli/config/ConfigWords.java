package dev.carousel.cli.config;

import com.fasterxml.jackson.databind.JsonNode;
import dev.carousel.cli.config.SettingsFile.Setting;
import dev.carousel.cli.options.GlobalOptions;
import dev.carousel.error.CarouselException;
import dev.carousel.error.NearestWord;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/**
 * The words that a configuration file adds to a command line: its options, as if they were written
 * there. An option on the command line itself replaces that of the file.
 *
 * @param command that is asked for
 * @param read the file
 */
record ConfigWords(CommandSpec command, SettingsFile read) {
  private static final SettingsFile.Words WORDS =
      new SettingsFile.Words(
          "configuration",
          "options can be read from",
          "an option a line, without dashes, such as 'units: 64'");

  /** Options that no file can give. */
  private static final Set<String> ALONE = Set.of(GlobalOptions.CONFIG, "--help", "--version");

  /** The configuration of a command, read from a file. */
  static ConfigWords of(CommandSpec command, String file) {
    try {
      return new ConfigWords(command, SettingsFile.read(WORDS, Path.of(file)));
    } catch (InvalidPathException e) {
      throw CarouselException.usage("The configuration cannot be read.")
          .expected("the name of a file")
          .found("'" + file + "'")
          .cause(e)
          .build();
    }
  }

  /**
   * The words of its options that the command line does not have.
   *
   * @param given all words of the command line
   * @param others the options of all commands, by command
   */
  List<String> beside(List<String> given, Options others) {
    List<String> words = new ArrayList<>();
    read.settings()
        .forEach(
            (name, setting) -> {
              OptionSpec option = option(name, setting, others);
              List<String> own = words(option, name, setting);
              if (!isGiven(option, given)) {
                words.addAll(own);
              }
            });
    return words;
  }

  /** Which commands have an option. */
  @FunctionalInterface
  interface Options {
    /** The names of the commands that have it. */
    List<String> having(String option);
  }

  private static boolean isGiven(OptionSpec option, List<String> words) {
    return Stream.of(option.names())
        .anyMatch(
            name ->
                words.stream().anyMatch(word -> word.equals(name) || word.startsWith(name + "=")));
  }

  private OptionSpec option(String name, Setting setting, Options others) {
    OptionSpec option = command.findOption("--" + name);
    if (option != null && !ALONE.contains("--" + name)) {
      return option;
    }
    String owner = command.qualifiedName();
    List<String> known = known();
    CarouselException.Builder fault =
        CarouselException.usage(
                "The configuration has '" + name + "', which is no option of '" + owner + "'.")
            .where(read.line(setting.line()));
    List<String> elsewhere = option == null ? others.having("--" + name) : List.of();
    if (ALONE.contains("--" + name)) {
      fault.expected("an option that a file can give").mend("leave it out");
    } else if (!elsewhere.isEmpty()) {
      fault
          .expected("an option of '" + owner + "'")
          .found("an option of " + String.join(", ", elsewhere))
          .mend("leave it out, or keep a file for each command");
    } else {
      fault.mend(NearestWord.hint(name, known, "all options", owner + " --help"));
    }
    throw fault.build();
  }

  private List<String> known() {
    return command.options().stream()
        .filter(option -> !ALONE.contains(option.longestName()))
        .map(option -> option.longestName().substring(2))
        .collect(Collectors.toList());
  }

  private List<String> words(OptionSpec option, String name, Setting setting) {
    JsonNode value = setting.value();
    if (!value.isArray()) {
      return word(option, name, setting, value);
    }
    if (!option.isMultiValue()) {
      throw wrong(option, name, setting).found("a list").mend(mend(option, "")).build();
    }
    List<String> words = new ArrayList<>();
    value.forEach(one -> words.addAll(word(option, name, setting, one)));
    return words;
  }

  private List<String> word(OptionSpec option, String name, Setting setting, JsonNode value) {
    if (!value.isValueNode() || value.isNull()) {
      String found =
          value.isNull() ? "no value" : value.isArray() ? "a list" : "a group of settings";
      throw wrong(option, name, setting).found(found).mend(mend(option, "")).build();
    }
    if (!fits(option, value)) {
      CarouselException.Builder fault = wrong(option, name, setting);
      fault.found("'" + value.asText() + "'");
      throw fault.mend(mend(option, value.asText())).build();
    }
    if (isFlag(option)) {
      return value.asBoolean() ? List.of("--" + name) : List.of();
    }
    return List.of("--" + name + "=" + value.asText());
  }

  private CarouselException.Builder wrong(OptionSpec option, String name, Setting setting) {
    return CarouselException.usage("The configuration's '" + name + "' has an invalid value.")
        .expected(ValueKind.of(option).words() + (option.isMultiValue() ? ", or a list" : ""))
        .where(read.line(setting.line()));
  }

  private String mend(OptionSpec option, String value) {
    Optional<String> whole =
        ValueKind.of(option) == ValueKind.WHOLE ? ValueKind.asWhole(value) : Optional.empty();
    return whole.orElse(command.qualifiedName() + " --help");
  }

  private static boolean isFlag(OptionSpec option) {
    return ValueKind.of(option) == ValueKind.FLAG;
  }

  private static boolean fits(OptionSpec option, JsonNode value) {
    return ValueKind.of(option).fits(value);
  }

  /** The words with those of the file that they name, if they name one. */
  static List<String> expanded(List<String> words, CommandSpec command, Options others) {
    String file = fileOf(words);
    if (file == null) {
      return words;
    }
    List<String> all = new ArrayList<>(words);
    all.addAll(1, of(command, file).beside(words, others));
    return all;
  }

  private static @Nullable String fileOf(List<String> words) {
    int end = words.indexOf("--");
    List<String> options = end < 0 ? words : words.subList(0, end);
    String prefix = GlobalOptions.CONFIG + "=";
    for (int i = 1; i < options.size(); i++) {
      if (options.get(i).startsWith(prefix)) {
        return options.get(i).substring(prefix.length());
      }
      if (options.get(i).equals(GlobalOptions.CONFIG) && i + 1 < options.size()) {
        return options.get(i + 1);
      }
    }
    return null;
  }
}
