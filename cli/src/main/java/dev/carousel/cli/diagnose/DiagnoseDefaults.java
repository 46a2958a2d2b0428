package dev.carousel.cli.diagnose;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.IDefaultValueProvider;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.OptionSpec;

/**
 * Where a diagnosis has other defaults than training: networks small enough to train in passing.
 */
final class DiagnoseDefaults implements IDefaultValueProvider {
  private static final String UNITS = "64";

  @Override
  public @Nullable String defaultValue(ArgSpec argument) {
    return argument instanceof OptionSpec option && option.longestName().equals("--units")
        ? UNITS
        : null;
  }
}
