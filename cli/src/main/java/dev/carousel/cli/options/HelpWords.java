package dev.carousel.cli.options;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.OptionSpec;

/** A command's own help texts for shared options. */
@FunctionalInterface
public interface HelpWords {
  /** The description; null where the usual one holds. */
  @Nullable String description(OptionSpec option);
}
