package dev.carousel.cli.diagnose;

import dev.carousel.cli.options.HelpWords;
import dev.carousel.flow.study.Conditions;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.IDefaultValueProvider;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.OptionSpec;

/**
 * Where a diagnosis has other defaults than training: networks small enough to train in passing.
 */
final class DiagnoseDefaults implements IDefaultValueProvider, HelpWords {
  /** The cells that are shown side by side. */
  static final List<String> CELLS = List.of("rnn", "lstm");

  private static final String UNITS = "64";

  @Override
  public @Nullable String defaultValue(ArgSpec argument) {
    return argument instanceof OptionSpec option && option.longestName().equals("--units")
        ? UNITS
        : null;
  }

  @Override
  public @Nullable String description(OptionSpec option) {
    return switch (option.longestName()) {
      case "--cell" ->
          "Cell: lstm:forget-bias=1 ('carousel plugins cells'), several side by side; by default "
              + String.join(" and ", CELLS);
      case "--updates" -> "End after N updates; " + Conditions.UPDATES + " updates by default";
      default -> null;
    };
  }
}
