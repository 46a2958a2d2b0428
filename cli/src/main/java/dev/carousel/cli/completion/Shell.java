package dev.carousel.cli.completion;

import picocli.AutoComplete;
import picocli.CommandLine;

/** A shell that completes command lines. */
enum Shell {
  /** Reads the script that picocli writes. */
  BASH,
  /** Reads the same script, with its own emulation of bash. */
  ZSH,
  /** Has a syntax of its own. */
  FISH;

  /** The script for a program with all of its commands. */
  String script(CommandLine program) {
    return this == FISH
        ? FishScript.of(program)
        : AutoComplete.bash(program.getCommandName(), program);
  }
}
