package dev.carousel.cli.options;

import picocli.CommandLine.Model.CommandSpec;

/** A command with options that no field declares. */
@FunctionalInterface
public interface OwnOptions {
  /** Adds them. */
  void addTo(CommandSpec command);
}
