package dev.carousel.benchmarks.tasks;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.carousel.cli.console.Console;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TasksMainTest {
  private static final String HEADER = String.join(",", Plan.HEADER);

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @TempDir Path work;

  private int run(String... arguments) {
    Console console = Console.of(new PrintWriter(out, true), new PrintWriter(err, true));
    return TasksMain.run(console, arguments);
  }

  private Path plan(String... lines) throws IOException {
    return Files.writeString(work.resolve("plan.csv"), HEADER + "\n" + String.join("\n", lines));
  }

  /** Three kinds of criterion; the first is met at the first look, so its runs end there. */
  @Test
  void everyRunIsARowAndIsNotRepeated() throws IOException {
    Path plan =
        plan(
            "adding:length=5,rnn,3,2,40,2,adam:lr=0.01,constant,clip-norm:max=1,,loss<9,yes"
                .replace("adding:length=5", "\"adding:length=5\""),
            "temporal-order:length=10,gru > rnn,3,2,20,1,sgd:lr=0.01,cosine,clip-norm:max=1,,"
                + "accuracy>=0.99,no",
            "\"anbn:n=2,targets=legal\",lstm,3,2,20,1,adam:lr=0.01,constant,clip-norm:max=1,"
                + "binary,counts>=100,yes");
    Path results = work.resolve("results.csv");
    Path page = work.resolve("page.md");
    String[] words = {
      "--plan",
      plan.toString(),
      "--results",
      results.toString(),
      "--page",
      page.toString(),
      "--commit",
      "abc123"
    };
    assertEquals(0, run(words), err::toString);
    List<String> rows = Files.readAllLines(results);
    assertEquals(5, rows.size(), rows::toString);
    assertTrue(rows.get(0).startsWith(HEADER + ",seed,units,parameters,used,"), rows.get(0));
    assertTrue(rows.get(1).contains(",yes,11,3,"), rows.get(1));
    assertTrue(rows.get(2).contains(",yes,12,3,"), rows.get(2));
    assertTrue(
        rows.get(1).endsWith(",NaN,abc123," + System.getProperty("java.version")), rows.get(1));
    assertTrue(
        err.toString()
            .contains(
                "commit abc123: carousel train --task adding:length=5,sequences=80,valid=300 --cell"
                    + " rnn --units 3 --batch 2 --updates 40 --evaluate-every 2 --optimizer"
                    + " adam:lr=0.01 --schedule constant --hook clip-norm:max=1 --seed 11"
                    + " --threads 1 --out run"),
        err::toString);
    assertTrue(err.toString().contains("--stack \"gru > rnn\" --batch 2"), err::toString);
    assertTrue(out.toString().contains("loss<9          reached"), out::toString);
    assertTrue(out.toString().contains("counts>=100     not reached"), out::toString);
    assertTrue(Files.readString(page).contains("## Temporal order"), () -> "no section");

    Files.write(results, rows.subList(0, 4));
    err.getBuffer().setLength(0);
    assertEquals(0, run(words), err::toString);
    assertEquals(5, Files.readAllLines(results).size());
    assertEquals(1, err.toString().lines().filter(line -> line.startsWith("commit")).count());
  }

  @Test
  void aRunEndsWhereItsCriterionIsMet() throws IOException {
    Path plan = plan("\"adding:length=5\",rnn,3,2,40,1,adam,constant,clip-norm:max=1,,loss<9,yes");
    Path results = work.resolve("results.csv");
    assertEquals(0, run("--plan", plan.toString(), "--results", results.toString()));
    Outcome outcome = new Results(results).outcomes().get(0);
    assertEquals(2, outcome.effort().updates());
    assertTrue(outcome.isReached());
  }

  @Test
  void wrongRequestsAreRefused() throws IOException {
    String results = work.resolve("results.csv").toString();
    assertEquals(2, run("--read"));
    assertRefused("--results");
    assertEquals(2, run("--results", results, "--task", "copyng"));
    assertRefused("The plan has no task 'copyng'.");
    assertRefused("did you mean 'copying'?");
    Path other = Files.writeString(work.resolve("other.csv"), "a,b\n1,2\n");
    assertEquals(2, run("--results", results, "--plan", other.toString()));
    assertRefused("The plan has other columns.");
    assertEquals(1, run("--results", other.toString(), "--read"));
    assertRefused("The results are of another version of this program.");
  }

  @Test
  void wrongLinesOfAPlanAreRefused() throws IOException {
    assertLine("adding,rnn,3,0,40,1,adam,constant,none,,loss<9,yes", "The column 'batch'");
    assertLine("adding,rnn,3,2,4x,1,adam,constant,none,,loss<9,yes", "The column 'updates'");
    assertLine("adding,rnn,3,2,40,1,adam,constant,none,,loss<9,maybe", "The column 'learns'");
    assertLine("adding,rnn,3,2,40,1,adam,constant,none,,los<9,yes", "A criterion of the plan");
    assertLine("adding,rnn,big,2,40,1,adam,constant,none,,loss<9,yes", "A size of the plan");
    assertLine("adding,rnm,3,2,40,1,adam,constant,none,,loss<9,yes", "There is no cell 'rnm'.");
  }

  private void assertLine(String line, String message) throws IOException {
    String results = work.resolve("results.csv").toString();
    assertEquals(2, run("--results", results, "--plan", plan(line).toString()), err::toString);
    assertRefused(message);
  }

  private void assertRefused(String message) {
    assertTrue(err.toString().contains(message), err::toString);
  }
}
