package dev.carousel.cli.gradcheck;

import dev.carousel.Engines;
import dev.carousel.cli.console.Console;
import dev.carousel.cli.console.JsonOutput;
import dev.carousel.cli.options.GlobalOptions;
import dev.carousel.cli.options.Session;
import dev.carousel.cli.text.Look;
import dev.carousel.engine.Engine;
import dev.carousel.gradcheck.GradientCheck;
import dev.carousel.plugin.Plugin;
import dev.carousel.plugin.PluginKind;
import dev.carousel.plugin.PluginRef;
import dev.carousel.plugin.Plugins;
import dev.carousel.spi.Cell;
import dev.carousel.spi.Options;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Compares the gradients of cells with finite differences. */
@Command(
    name = "gradcheck",
    description = {
      "Compares the gradients of cells with finite differences, for every parameter, input and"
          + " initial state.",
      "If a cell fails, this is reported and the other cells are still checked."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  carousel gradcheck                                every cell",
      "  carousel gradcheck lstm:peepholes=true gru",
      "  carousel gradcheck my-cell --plugins build/libs   a cell of your own",
      "",
      "The exit code is 1 if a cell fails."
    })
public final class GradcheckCommand implements Callable<Integer> {
  private static final long SEED = 1;
  private static final int FAILED = 1;

  private final Console console;

  @Parameters(
      paramLabel = "CELL",
      arity = "0..*",
      description =
          "Cells, with options if wanted: lstm:peepholes=true; all cells if none is named")
  private final List<String> cells = new ArrayList<>();

  @Mixin private JsonOutput json = new JsonOutput();
  @Mixin private GlobalOptions global = new GlobalOptions();

  /** A command that uses this console. */
  public GradcheckCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() {
    json.check();
    try (Session session = Session.open(global);
        Engine engine = Engines.reference()) {
      Plugins plugins = session.plugins();
      List<CellCheck> checks =
          refs(plugins).stream().map(ref -> check(plugins, ref, engine)).toList();
      PrintWriter text = json.text(console);
      GradcheckText.of(checks, Look.of(console.terminal())).forEach(text::println);
      text.flush();
      json.write(console, GradcheckJson.of(checks));
      return checks.stream().allMatch(CellCheck::passed) ? 0 : FAILED;
    }
  }

  /** The cells to check; unknown names are refused before any check. */
  private List<PluginRef> refs(Plugins plugins) {
    if (cells.isEmpty()) {
      return plugins.list(PluginKind.CELL).stream().map(p -> PluginRef.parse(p.id())).toList();
    }
    List<PluginRef> refs = cells.stream().map(PluginRef::parse).toList();
    for (PluginRef ref : refs) {
      Plugin<Cell> plugin = plugins.get(PluginKind.CELL, ref.id());
      Options.of("cell " + ref.id(), plugin.options(), ref.options());
    }
    return refs;
  }

  private static CellCheck check(Plugins plugins, PluginRef ref, Engine engine) {
    String name = ref.toString();
    try {
      return CellCheck.done(name, GradientCheck.of(engine, name, plugins.cell(ref), SEED));
    } catch (RuntimeException | LinkageError | StackOverflowError fault) {
      return CellCheck.failed(name, fault);
    }
  }
}
