package dev.carousel.cli.train;

import dev.carousel.cli.console.Console;
import dev.carousel.cli.options.GlobalOptions;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Trains a network. */
@Command(name = "train", description = "Trains a network and keeps its best model.")
public final class TrainCommand implements Callable<Integer> {
  private final Console console;

  @Mixin private GlobalOptions global = new GlobalOptions();

  /** A command that speaks there. */
  public TrainCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() {
    console.err().println(global.progress());
    return 0;
  }
}
