package dev.carousel.cli;

import dev.carousel.cli.options.GlobalOptions;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** The program itself, which does nothing without a command. */
@Command(
    name = "carousel",
    description = {
      "Recurrent networks for the JVM, with the gradient in plain sight.",
      "Trains networks on text, tables and tasks, and shows how their gradient flows through time."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  carousel tour                           why gradients vanish, in less than a minute",
      "  carousel diagnose                       vanilla RNN against LSTM, in about a minute",
      "  carousel train --out run --minutes 5    train on the bundled novel",
      "  carousel sample run                     write text in its style",
      "",
      "Help on one command: carousel COMMAND --help"
    })
final class CarouselCommand implements Callable<Integer> {
  @SuppressWarnings("UnusedVariable") // the program asks picocli for them
  @Mixin
  private GlobalOptions global = new GlobalOptions();

  @Spec private @Nullable CommandSpec spec;

  @Override
  public Integer call() {
    CommandLine program = Objects.requireNonNull(spec).commandLine();
    program.usage(program.getErr());
    return Faults.USAGE;
  }
}
