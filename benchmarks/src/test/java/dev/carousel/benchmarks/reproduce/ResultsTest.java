package dev.carousel.benchmarks.reproduce;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.carousel.cli.console.Console;
import dev.carousel.experiments.published.Budget;
import dev.carousel.experiments.published.Catalogue;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** The program {@code benchmarks/reproduce} in a source tree of its own. */
class ResultsTest {
  @TempDir private Path root = Path.of("");

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @BeforeEach
  void makeFolders() throws IOException {
    Files.createDirectories(ReproducePageCommand.results(root).resolveSibling("."));
    Files.createDirectories(ReproducePageCommand.page(root).resolveSibling("."));
  }

  private int run(Catalogue catalogue, String... more) {
    out.getBuffer().setLength(0);
    err.getBuffer().setLength(0);
    Console console = Console.of(new PrintWriter(out, true), new PrintWriter(err, true));
    return new CommandLine(new ReproducePageCommand(console, catalogue))
        .setExecutionExceptionHandler(
            (fault, line, parsed) -> {
              err.append(fault.getMessage());
              return 2;
            })
        .execute(
            Stream.concat(List.of("--root", root.toString()).stream(), List.of(more).stream())
                .toArray(String[]::new));
  }

  private String file(String name, String content) throws IOException {
    return Files.writeString(root.resolve(name), content).toString();
  }

  private void refused(int code, String... told) {
    assertEquals(2, code, out::toString);
    for (String words : told) {
      assertTrue(err.toString().contains(words), () -> words + " in\n" + err);
    }
  }

  @Test
  void outcomesAreKeptAndThePageIsMadeOfThem() throws IOException {
    String all = file("run.json", Samples.run("small", "other"));
    assertEquals(0, run(Samples.CATALOGUE, "--add", all, "--commit", "abc"), err::toString);
    assertTrue(out.toString().contains("1 reproduced, 1 not reproduced"), out::toString);
    List<String> kept = Files.readAllLines(ReproducePageCommand.results(root));
    assertEquals(
        "{\"arm\":\"b\",\"seed\":13,\"outcome\":\"diverged\",\"figure\":null,"
            + "\"updatesNeeded\":null,\"updates\":100,\"cpuSeconds\":2.5,\"sha256\":\"b3\"}",
        kept.get(12));
    String page = Files.readString(ReproducePageCommand.page(root));
    assertEquals(0, run(Samples.CATALOGUE), err::toString);
    assertEquals(page, Files.readString(ReproducePageCommand.page(root)));
    assertEquals(kept, Files.readAllLines(ReproducePageCommand.results(root)));
  }

  @Test
  void anotherRunReplacesItsOwnEntryAlone() throws IOException {
    String all = file("run.json", Samples.run("small", "other"));
    assertEquals(0, run(Samples.CATALOGUE, "--add", all, "--commit", "abc"), err::toString);
    List<String> before = Files.readAllLines(ReproducePageCommand.results(root));
    String again = file("again.json", Samples.run("small").replace("0.9,", "0.8,"));
    assertEquals(0, run(Samples.CATALOGUE, "--add", again, "--commit", "def"), err::toString);
    List<String> after = Files.readAllLines(ReproducePageCommand.results(root));
    assertEquals(before.subList(0, 6), after.subList(0, 6), "other comes first");
    assertEquals(before.size(), after.size());
    assertTrue(after.get(6).contains("\"commit\":\"def\""), after.get(6));
    assertTrue(after.get(10).contains("\"figure\":0.8"), after.get(10));
  }

  @Test
  void anExperimentWithoutOutcomesIsNamed() throws IOException {
    String small = file("run.json", Samples.run("small"));
    assertEquals(0, run(Samples.CATALOGUE, "--add", small), err::toString);
    assertTrue(out.toString().contains("\nother was not run yet.\n"), out::toString);
  }

  @Test
  void outcomesOfOtherSettingsAreRefused() throws IOException {
    Catalogue changed =
        new Catalogue(
            List.of(Samples.small(new Budget(9, 100, 4, 3, 10)), Samples.CATALOGUE.get("other")));
    String all = file("run.json", Samples.run("small", "other"));
    refused(
        run(changed, "--add", all),
        "'small' must be run again.",
        "found:    other settings, seeds or criteria were run",
        "where:    " + all);
    assertEquals(0, run(Samples.CATALOGUE, "--add", all), err::toString);
    refused(
        run(changed),
        "'small' must be run again.",
        "found:    outcomes of other settings, seeds or criteria",
        "results.json");
  }

  @Test
  void outcomesOfNoExperimentAreRefused() throws IOException {
    String all = file("run.json", Samples.run("small", "other"));
    assertEquals(0, run(Samples.CATALOGUE, "--add", all), err::toString);
    Catalogue fewer = new Catalogue(List.of(Samples.CATALOGUE.get("small")));
    refused(run(fewer), "There is no published result 'other'.");
  }

  @Test
  void filesWithoutOutcomesAreRefused() throws IOException {
    String listed = Samples.run("small").replace("\"verdict\"", "\"other\"");
    refused(
        run(Samples.CATALOGUE, "--add", file("list.json", listed)),
        "The file has no outcomes of published results.",
        "what 'carousel reproduce NAME --json FILE' writes");
    refused(
        run(Samples.CATALOGUE, "--add", file("no.json", "{\"results\"")), "The file is no JSON.");
  }
}
