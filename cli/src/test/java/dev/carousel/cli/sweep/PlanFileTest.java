package dev.carousel.cli.sweep;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.carousel.cli.Main;
import dev.carousel.cli.console.Console;
import dev.carousel.cli.console.Interrupts;
import dev.carousel.cli.console.Terminal;
import dev.carousel.refusal.Refusal;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.LoggerFactory;

/** Plans that cannot be run, and what a sweep says of them, of its data and of its trials. */
class PlanFileTest {
  private static final String SMALL =
      "task: adding:length=6\nunits: 3\nbatch: 4\nupdates: 4\nevaluate-every: 2\nseeds: 1\n";

  @TempDir private Path work = Path.of("");

  private record Ended(String line, int code, String out, String err) {
    void refused(int code, String... told) {
      assertEquals(code, this.code, err);
      Refusal.Kind kind = code == 2 ? Refusal.Kind.USAGE : Refusal.Kind.FAILURE;
      new Refusal(kind, err.substring("carousel: ".length()), null).says(told).noted(line);
    }
  }

  private Ended run(String line) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    Console console =
        new Console(new PrintWriter(out), new PrintWriter(err), Terminal.none(), Interrupts.none());
    int code = Main.run(console, line.replace("@", work.toString()).split(" +"));
    return new Ended(line, code, out.toString(), err.toString().replace(work.toString(), "FOLDER"));
  }

  private Ended planned(String plan, String more) throws IOException {
    Files.writeString(work.resolve("plan.yaml"), plan);
    return run("sweep @/plan.yaml --no-progress --out @/s" + more);
  }

  /** Each line of a plan, and what is said of it; it is the seventh. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "cell: [lstm, grru]        | There is no cell 'grru'.",
        "cell: lstm:forgetbias=1   | The cell lstm has no option 'forgetbias'.",
        "accumulate: [1, 0]        | found:    0",
        "accumulate: ten           | The plan's 'accumulate' has an invalid value.",
        "dropout: 0.1..x           | The range of dropout is malformed.",
        "cell: []                  | The values of cell are malformed.",
        "cell: {a: 1}              | a group of settings",
        "bptt: 8                   | --bptt has no effect here",
        "seed: 9223372036854775807 | --seed is out of range.",
        "halving: 3.5              | The plan's 'halving' is malformed.",
        "search: grit              | There is no way 'grit' to search settings.",
        "trials: 3                 | --trials has no effect here",
        "minutes: 3                | --minutes has no place in a sweep.",
      })
  void anErrorAboutAValueNamesFileAndLine(String line, String told) throws IOException {
    planned(SMALL + line + "\n", "").refused(2, told, "where:    FOLDER/plan.yaml, line 7");
    assertFalse(Files.exists(work.resolve("s")));
  }

  /** Each whole number as YAML would misread it, and how to write it. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "accumulate: 1e1          | 1e1   | write it as 10",
        "accumulate: [1, 2.0]     | 2.0   | write it as 2",
        "accumulate: 0x10         | 0x10  | a whole number",
        "accumulate: 1_000        | 1_000 | a whole number",
        "accumulate: 1e999999999  | 1e999999999 | a whole number",
        "seed: 1e1                | 1e1   | write it as 10",
        "halving: 3.0             | 3.0   | write it as 3",
      })
  void aNumberIsQuotedAsItIsWritten(String line, String found, String told) throws IOException {
    Ended ended = planned(SMALL.replace("seeds: 1\n", "") + line + "\n", "");
    ended.refused(2, "found:    '" + found + "'", told, "where:    FOLDER/plan.yaml, line 6");
  }

  /** YAML itself reads 010 as 8. */
  @Test
  void aNumberIsThatOfTheCommandLine() throws IOException {
    String plan = SMALL.replace("units: 3", "units: 010") + "optimizer: sgd\nvalid: 0.10\n";
    planned(plan + "cell: rnn\n", "");
    String kept = Files.readString(work.resolve("s/sweep.json"));
    assertTrue(kept.contains("\"units\" : \"010\"") && kept.contains("\"0.10\""), kept);
    String config = Files.readString(work.resolve("s/trials/c1-seed1/run/config.yaml"));
    assertTrue(config.contains("units: 10\n"), config);
  }

  @Test
  void theLineIsThatOfTheSettingToBlame() throws IOException {
    planned("units: 3\nvalid: 0.5\ntarget: a\ncsv: none.csv\n", "")
        .refused(1, "The data are not there.", "none.csv", "plan.yaml, line 4");
    Ended onTheLine = planned(SMALL, " --cell grru");
    onTheLine.refused(2, "There is no cell 'grru'.");
    assertFalse(onTheLine.err.contains("where:"), "the plan has no cell: " + onTheLine.err);
    Ended replaced = planned(SMALL + "seed: 1\n", " --seeds 0");
    replaced.refused(2, "--seeds is out of range.");
    assertFalse(replaced.err.contains("where:"), "the plan's seeds are right: " + replaced.err);
  }

  /** What YAML has, but a plan would silently read as something else. */
  @Test
  void yamlThatWouldBeMisreadIsRefused() throws IOException {
    planned("cell: &both [rnn, gru]\nhook: *both\n", "")
        .refused(2, "the alias '*both'", "plan.yaml, line 2", "write the values again");
    planned(SMALL + "---\ncell: gru\n", "")
        .refused(2, "a second document, after '---'", "plan.yaml, line 8");
    planned("cell:\n\t- rnn\n", "")
        .refused(2, "a tab where YAML needs spaces", "plan.yaml, line 2", "indent with spaces");
    planned("cell: " + "x".repeat(1 << 20), "").refused(2, "more than 1 MiB");
    Files.write(work.resolve("latin.yaml"), "# caf\u00e9\n".getBytes(StandardCharsets.ISO_8859_1));
    run("sweep @/latin.yaml --out @/s").refused(2, "bytes that are not UTF-8", "save it as UTF-8");
    Ended twice = planned("cell: rnn\ncell: gru\n", "");
    twice.refused(2, "Duplicate field 'cell'", "plan.yaml, line 2");
    assertEquals(1, twice.err.split("where:", -1).length - 1, twice.err);
  }

  @Test
  void aFileThatIsMissingIsNamedInPlainWords() {
    run("sweep - --out @/s")
        .refused(2, "The plan cannot be read.", "found:    no such file", "standard input");
    run("sweep @/none.yaml --out @/s").refused(2, "found:    no such file", "FOLDER/none.yaml");
  }

  /** Data that only a plan names, or an earlier call. */
  @Test
  void whatTrialsReadIsNotOverwritten() throws IOException {
    Files.createDirectories(work.resolve("data"));
    Path table = work.resolve("data/a.jsonl"); // begins like a report, which may be replaced
    Files.writeString(table, "{\"carousel\":1,\"x\":2}\n{\"carousel\":1,\"x\":3}\n".repeat(30));
    String plan = "jsonl: " + table + "\ntarget: x\ncell: rnn\nunits: 3\nupdates: 2\nseeds: 1\n";
    planned(plan, " --json @/data/a.jsonl")
        .refused(2, "The sweep would change its own data.", "other than FOLDER/data/a.jsonl");
    String folder = plan.replace("a.jsonl", "");
    planned(folder, " --json @/data/new.json")
        .refused(2, "The sweep would change its own data.", "--json FOLDER/data/new.json");
    planned(folder, " --figures @/data/figures").refused(2, "outside of FOLDER/data");
    assertFalse(Files.exists(work.resolve("s")));

    assertEquals(0, planned(plan, "").code);
    run("sweep --resume --out @/s --html @/data/a.jsonl")
        .refused(2, "The sweep would change its own data.", "--html FOLDER/data/a.jsonl");
    run("sweep --resume --out @/s --html @/s/trials/page.html")
        .refused(2, "The sweep would replace a file that it keeps.", "trials/page.html");
  }

  @Test
  void theBestIsDoubtedWhereTheDifferenceIsUncertain() throws IOException {
    String out = planned(SMALL + "cell: [rnn, gru]\n", "").out;
    assertTrue(out.contains(" (not significantly better than cell="), out);
    String three = run("sweep @/plan.yaml --no-progress --layers 1,2 --out @/t").out;
    assertTrue(three.contains(" (not significantly better than 3 of 3 others), "), three);
    String one = run("sweep @/plan.yaml --no-progress --cell rnn --out @/u").out;
    assertTrue(one.contains("Best      as given, "), one);
  }

  /** Measured beforehand or not, in threads and in processes. */
  @ParameterizedTest
  @ValueSource(strings = {"", " --jobs 2", " --jobs 2 --workers processes"})
  void theKernelsAreToldOnceASweep(String more) throws IOException {
    List<String> told = new ArrayList<>();
    Ended ended;
    try (LogEars ears = LogEars.of(told)) {
      ended = planned(SMALL + "cell: [rnn, gru]\n", " --log info" + more);
    }
    assertEquals(0, ended.code, ended.err);
    List<String> kernels = told.stream().filter(line -> line.contains("Kernels: ")).toList();
    assertEquals(1, kernels.size(), kernels.toString());
    assertFalse(kernels.get(0).contains("Trial"), kernels.get(0));
    assertFalse(ended.err.contains("Kernels: "), ended.err);
  }

  @Test
  void aWarningNamesItsTrial() throws IOException {
    List<String> told = new ArrayList<>();
    try (LogEars ears = LogEars.of(told)) {
      String broken = SMALL.replace("updates: 4", "updates: 40");
      planned(broken + "optimizer: sgd:lr=1e6\nhook: none\n", "");
      LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME).warn("Another.");
    }
    assertTrue(
        told.stream().anyMatch(line -> line.startsWith("WARN  Trial c1-seed1: Update ")),
        told.toString());
    assertTrue(told.contains("WARN  Another." + System.lineSeparator()), told.toString());
  }
}
