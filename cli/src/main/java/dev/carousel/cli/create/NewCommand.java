package dev.carousel.cli.create;

import dev.carousel.cli.console.Console;
import dev.carousel.cli.options.GlobalOptions;
import dev.carousel.cli.options.Session;
import dev.carousel.error.CarouselException;
import dev.carousel.error.ShellWord;
import dev.carousel.plugin.Plugin;
import dev.carousel.plugin.PluginKind;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Writes a project for a plugin of one's own. */
@Command(
    name = "new",
    description = {
      "Writes a Maven project for a cell, an optimizer, a gradient hook or a loss of your own.",
      "It builds as it is, and its tests pass: the contract of its kind. Then replace the"
          + " equations."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  carousel new cell my-cell                          in the folder my-cell",
      "  carousel new loss pinball --package org.me.losses  with a package of your own",
      "  carousel new hook my-clip --out work/clip          in another folder"
    })
public final class NewCommand implements Callable<Integer> {
  private final Console console;

  @Parameters(
      index = "0",
      paramLabel = "KIND",
      description = "What it is to be: cell, optimizer, hook or loss")
  private String kind = "";

  @Parameters(
      index = "1",
      paramLabel = "NAME",
      description =
          "The id by which Carousel will find it: lower-case words joined by hyphens. Classes and"
              + " package are named after it")
  private String name = "";

  @Option(
      names = "--package",
      paramLabel = "NAME",
      description = "The Java package; by default com.example. and the name without hyphens")
  private @Nullable String pack;

  @Option(
      names = "--out",
      paramLabel = "DIR",
      description = "The project's folder, new or empty; by default the name")
  private @Nullable Path out;

  @Mixin private GlobalOptions global = new GlobalOptions();

  /** A command that uses this console. */
  public NewCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() {
    StarterKind what = StarterKind.of(kind);
    String where = pack == null ? StarterNames.usualPackage(what, name) : pack;
    Starter starter = new Starter(what, StarterNames.of(what, name, where));
    try (Session session = Session.open(global)) {
      requireNew(what, session.plugins().list(what.plugin()));
    }
    Path folder = out == null ? Path.of(name) : out;
    List<Path> files = starter.write(folder);
    PrintWriter text = console.out();
    text.println("Wrote a project for the " + what.word() + " '" + name + "':");
    files.forEach(file -> text.println("  " + file));
    text.println();
    text.println("Next:");
    text.println("  cd " + ShellWord.of(folder));
    text.println("  mvn verify");
    text.println("  " + what.trial(name) + " --plugins target");
    text.println();
    text.println("README.md in that folder says what to replace, and what the build needs.");
    text.flush();
    return 0;
  }

  private void requireNew(StarterKind what, List<? extends Plugin<?>> known) {
    for (Plugin<?> plugin : known) {
      if (plugin.id().equals(name)) {
        PluginKind<?> taken = what.plugin();
        throw CarouselException.usage("There is a " + taken.word() + " '" + name + "' already.")
            .expected("an id of which there is no " + taken.word() + " yet")
            .found("'" + name + "', of " + plugin.source().title())
            .mend("carousel new " + taken.word() + " my-" + name)
            .build();
      }
    }
  }
}
