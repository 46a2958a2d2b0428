package dev.carousel.cli.compare;

import dev.carousel.cli.console.Console;
import dev.carousel.cli.console.JsonOutput;
import dev.carousel.cli.html.HtmlOutput;
import dev.carousel.cli.html.Page;
import dev.carousel.cli.options.Given;
import dev.carousel.cli.options.GlobalOptions;
import dev.carousel.cli.text.Look;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Holds two reports of {@code diagnose} against each other. */
@Command(
    name = "compare",
    description = {
      "Compares two reports of 'carousel diagnose --json': for each network, layer and state what"
          + " became better, worse or stayed the same, and which findings are gone or new.",
      "Networks with the same cell, as written, are compared. The others are compared in their "
          + "order. Nothing is measured again."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  carousel diagnose --cell lstm --json before.json",
      "  carousel diagnose --cell lstm:forget-bias=5 --json after.json",
      "  carousel compare before.json after.json",
      "  carousel compare before.json after.json --html compare.html   with both curves",
      "  carousel compare before.json after.json --json -              for scripts",
      "",
      "The exit code is 0 whatever changed. What counts as the same: docs/comparing-reports.md"
    })
public final class CompareCommand implements Callable<Integer> {
  private final Console console;

  @Parameters(index = "0", paramLabel = "BEFORE", description = "The first report")
  private @Nullable Path before;

  @Parameters(index = "1", paramLabel = "AFTER", description = "The report to compare with it")
  private @Nullable Path after;

  @Mixin private JsonOutput json = new JsonOutput();
  @Mixin private HtmlOutput html = new HtmlOutput();
  @Mixin private GlobalOptions global = new GlobalOptions();
  @Spec private @Nullable CommandSpec spec;

  /** A command that speaks there. */
  public CompareCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() {
    global.applyLogLevel();
    Given.to(spec).refuse("a comparison uses no plugin.", List.of("--plugins"));
    json.check();
    html.check(json);
    Comparison comparison = Comparison.of(side(before), side(after));
    PrintWriter text = json.text(console);
    CompareText.of(comparison, Look.of(console.terminal())).forEach(text::println);
    text.flush();
    Map<String, ?> document = CompareJson.of(comparison);
    json.write(console, document);
    html.write(Page.COMPARISON, document);
    return 0;
  }

  private static Comparison.Side side(@Nullable Path file) {
    Path path = Objects.requireNonNull(file);
    return new Comparison.Side(path, ReportFile.read(path));
  }
}
