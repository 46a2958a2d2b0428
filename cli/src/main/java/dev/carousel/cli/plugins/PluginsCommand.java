package dev.carousel.cli.plugins;

import dev.carousel.cli.console.Console;
import dev.carousel.cli.console.JsonOutput;
import dev.carousel.cli.options.GlobalOptions;
import dev.carousel.cli.options.Session;
import dev.carousel.cli.text.Look;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Lists the plugins that were found, or shows one with its options. */
@Command(
    name = "plugins",
    description = {
      "Lists cells, optimizers, schedules, hooks, losses, tasks and sources, with their jars.",
      "With an id: one plugin in full, with every option, its default and its bounds."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  carousel plugins                          all of them",
      "  carousel plugins cells                    those of a kind",
      "  carousel plugins lstm                     one in full",
      "  carousel plugins --plugins build/libs     with those in the jars of a folder"
    })
public final class PluginsCommand implements Callable<Integer> {
  private final Console console;

  @Parameters(
      paramLabel = "KIND|ID",
      arity = "0..2",
      description =
          "cells, optimizers, schedules, hooks, losses, tasks or sources; then, or alone, the id of"
              + " one")
  private final List<String> words = new ArrayList<>();

  @Mixin private JsonOutput json = new JsonOutput();
  @Mixin private GlobalOptions global = new GlobalOptions();

  /** A command that uses this console. */
  public PluginsCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() {
    json.check();
    try (Session session = Session.open(global)) {
      Selection selection = Selection.of(session.plugins(), words);
      PluginsText layout = new PluginsText(Look.of(console.terminal()), global.pluginWords());
      PrintWriter text = json.text(console);
      List<String> lines =
          selection.isOne()
              ? layout.detail(selection.plugins().get(0))
              : layout.list(selection.plugins());
      lines.forEach(text::println);
      layout.problems(session.plugins().problems()).forEach(text::println);
      text.flush();
      json.write(console, PluginsJson.of(selection.plugins(), session.plugins().problems()));
      return 0;
    }
  }
}
