package dev.carousel.cli.completion;

import dev.carousel.cli.console.Console;
import dev.carousel.cli.options.Choice;
import dev.carousel.cli.options.GlobalOptions;
import dev.carousel.cli.options.Session;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Writes the script with which a shell completes command lines. */
@Command(
    name = "completion",
    description = {
      "Writes a script with which bash, zsh or fish complete commands, options and ids of plugins.",
      "Put the line for your shell into its start-up file."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  source <(carousel completion bash)        in ~/.bashrc",
      "  source <(carousel completion zsh)         in ~/.zshrc",
      "  carousel completion fish | source         in ~/.config/fish/config.fish"
    })
public final class CompletionCommand implements Callable<Integer> {
  private final Console console;

  @Spec private @Nullable CommandSpec spec;

  @Parameters(
      paramLabel = "SHELL",
      completionCandidates = Shells.class,
      description = "bash, zsh or fish")
  private String shell = "";

  @Mixin private GlobalOptions global = new GlobalOptions();

  /** A command that uses this console. */
  public CompletionCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() {
    Shell chosen = Choice.of("SHELL", shell, Shell.class);
    CommandLine program = Objects.requireNonNull(spec).root().commandLine();
    try (Session session = Session.open(global)) {
      PluginIds.addTo(program, session.plugins());
      console.out().print(chosen.script(program));
      console.out().flush();
      return 0;
    }
  }
}
