package dev.carousel.cli.options;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.OptionSpec;

/** What a command's help says of an option that it shares but understands in its own way. */
@FunctionalInterface
public interface HelpWords {
  /** The description; null where the usual one holds. */
  @Nullable String description(OptionSpec option);
}
