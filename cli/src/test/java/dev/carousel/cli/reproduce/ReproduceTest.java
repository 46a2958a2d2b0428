package dev.carousel.cli.reproduce;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.carousel.cli.Main;
import dev.carousel.cli.console.Console;
import dev.carousel.cli.console.Interrupts;
import dev.carousel.cli.console.MachineFilter;
import dev.carousel.cli.console.OutputFile;
import dev.carousel.cli.console.Terminal;
import dev.carousel.error.CarouselException;
import dev.carousel.experiments.published.Arm;
import dev.carousel.experiments.published.Budget;
import dev.carousel.experiments.published.Catalogue;
import dev.carousel.experiments.published.Claim;
import dev.carousel.experiments.published.Criterion;
import dev.carousel.experiments.published.Ordering;
import dev.carousel.experiments.published.Published;
import dev.carousel.experiments.published.PublishedResult;
import dev.carousel.experiments.published.Source;
import dev.carousel.experiments.statistics.Aim;
import dev.carousel.refusal.Refusal;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;

/** The command {@code reproduce}, on a result of a few seconds. */
class ReproduceTest {
  /** A network that is trained, and one that is not. */
  private static final PublishedResult SMALL =
      new PublishedResult(
          "small",
          "A small one",
          new Source("Author 1997", "Author, A paper, 1997", "table 1", false),
          new Published(1600.0, "sequences", "Who learns is better."),
          "As small as can be.",
          "adding:length=2",
          null,
          List.of(
              arm("learns", Claim.SOLVES, "adam:lr=0.05"),
              arm("stays", Claim.FAILS, "sgd:lr=1e-9")),
          new Criterion(Criterion.LOSS, Aim.SMALLER, 0.1, 0.1),
          List.of(new Ordering("learns", "stays", Ordering.Figure.UPDATES)),
          new Budget(16, 60, 6, 5, 1));

  private static final Catalogue CATALOGUE = new Catalogue(List.of(SMALL));

  @TempDir private Path work = Path.of("");

  private static Arm arm(String name, Claim claim, String optimizer) {
    return new Arm(name, Map.of("cell", "rnn", "units", "4", "optimizer", optimizer), claim);
  }

  private record Ended(String line, int code, String out, String err) {
    void refused(String... told) {
      assertEquals(2, code, err);
      new Refusal(Refusal.Kind.USAGE, err.substring("carousel: ".length()), null)
          .says(told)
          .noted(line);
    }

    JsonNode json() throws IOException {
      assertEquals(0, code, err);
      return new ObjectMapper().readTree(out);
    }
  }

  /** The program with its own results. */
  private Ended program(String line) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    Console console = Console.of(new PrintWriter(out), new PrintWriter(err));
    int code = Main.run(console, line.replace("@", work.toString()).split(" +"));
    return new Ended(line, code, out.toString(), err.toString().replace(work.toString(), "FOLDER"));
  }

  /** The command with the small result. */
  private Ended small(Interrupts interrupts, String line) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    Console console =
        new Console(new PrintWriter(out), new PrintWriter(err), Terminal.none(), interrupts);
    CommandLine command = new CommandLine(new ReproduceCommand(console, CATALOGUE));
    int code =
        command
            .registerConverter(OutputFile.class, OutputFile::new)
            .setExecutionExceptionHandler(
                (fault, any, parsed) -> {
                  throw fault;
                })
            .execute(line.replace("@", work.toString()).split(" +"));
    console.out().flush();
    console.err().flush();
    return new Ended(line, code, out.toString(), err.toString());
  }

  private Ended small(String line) {
    return small(Interrupts.none(), line);
  }

  @Test
  void anExperimentIsRunAndJudged() throws IOException {
    JsonNode document = small("small --json - --no-progress").json();
    assertEquals(Runtime.version().toString(), document.at("/java").asText());
    JsonNode result = document.at("/results/0");
    assertEquals(SMALL.fingerprint(), result.at("/fingerprint").asText());
    assertEquals("reproduced", result.at("/verdict").asText(), result.toString());
    assertEquals("learns", result.at("/arms/0/name").asText());
    assertEquals(5, result.at("/arms/0/solved").asInt());
    assertEquals(0, result.at("/arms/1/solved").asInt());
    assertTrue(result.at("/arms/0/figure/mean").asDouble() < 0.1);
    double needed = result.at("/arms/0/updatesNeeded/mean").asDouble();
    assertTrue(needed >= 10 && needed <= 60, () -> "after " + needed);
    assertTrue(result.at("/arms/1/updatesNeeded/mean").isNull());
    assertEquals("adam:lr=0.05", result.at("/arms/0/settings/optimizer").asText());
    assertEquals("better", result.at("/orderings/0/verdict").asText());
    assertTrue(result.at("/orderings/0/pValue").asDouble() < 0.05);
    assertEquals(10, result.at("/trials").size());
    assertEquals(64, result.at("/trials/0/sha256").asText().length());
    assertFalse(result.at("/source/read").asBoolean());
  }

  /** Once, not by each of its trials. */
  @Test
  void theKernelsAreTold() {
    Logger log = (Logger) LoggerFactory.getLogger(MachineFilter.class);
    ListAppender<ILoggingEvent> told = new ListAppender<>();
    told.start();
    log.addAppender(told);
    Level before = log.getLevel();
    log.setLevel(Level.INFO);
    try {
      small("small --no-progress");
    } finally {
      log.setLevel(before);
      log.detachAppender(told);
    }
    List<String> lines = told.list.stream().map(ILoggingEvent::getFormattedMessage).toList();
    assertEquals(1, lines.size(), lines.toString());
    assertTrue(lines.get(0).startsWith("Kernels: "), lines.get(0));
  }

  @Test
  void theTextHasWhatWasPublishedAndWhatCameOut() {
    String out = small("small --no-progress").out();
    for (String line :
        List.of(
            "small: A small one\n",
            "Source    Author, A paper, 1997, table 1 (from memory: not checked in the paper)\n",
            "Published 1,600 sequences. Who learns is better.\n",
            "Here      As small as can be.\n",
            "Solved    where loss < 0.1\n",
            "Trials    2 arms x 5 seeds = 10 of 60 updates, on ",
            "learns  5 of 5",
            "stays   0 of 5",
            "never",
            "learns is better than stays: ",
            "Verdict   reproduced. As published; ",
            "Time      ")) {
      assertTrue(out.contains(line), () -> line + " in\n" + out);
    }
    assertTrue(out.lines().allMatch(line -> line.length() <= 80 || line.startsWith("  ")), out);
  }

  /** The same command goes on in its folder, and makes nothing twice. */
  @Test
  void trialsAreKeptAndNotRepeated() throws IOException {
    JsonNode first = small("small --out @/kept --json - --no-progress").json();
    Path model = work.resolve("kept/small/trials/c1-seed11/run/model.safetensors");
    Files.setLastModifiedTime(model, FileTime.fromMillis(1000));
    JsonNode second = small("small --out @/kept --json - --no-progress --jobs 1").json();
    assertEquals(1000, Files.getLastModifiedTime(model).toMillis());
    assertEquals(first.at("/results/0/trials"), second.at("/results/0/trials"));
    CarouselException fault =
        assertThrows(
            CarouselException.class,
            () -> {
              CommandLine other = new CommandLine(new ReproduceCommand(console(), CATALOGUE));
              other.parseArgs("small", "--out", work.resolve("kept").toString(), "--seeds", "3");
              ReproduceCommand command = other.getCommand();
              command.call();
            });
    new Refusal(Refusal.Kind.USAGE, String.valueOf(fault.getMessage()), null)
        .says(
            "The folder holds this result with another number of seeds.",
            "expected: --seeds 5",
            "found:    3 seeds",
            "give --seeds 5 to go on, or choose another --out");
  }

  private static Console console() {
    return Console.of(new PrintWriter(new StringWriter()), new PrintWriter(new StringWriter()));
  }

  @Test
  void anExperimentThatIsStoppedSaysHowToGoOn() {
    Interrupts atOnce =
        stop -> {
          stop.run();
          return () -> {};
        };
    Ended kept = small(atOnce, "small --out @/stopped --no-progress");
    assertEquals(Interrupts.EXIT_CODE, kept.code());
    assertTrue(kept.err().contains("The same command goes on."), kept.err());
    Ended lost = small(atOnce, "small --no-progress");
    assertEquals(Interrupts.EXIT_CODE, lost.code());
    assertTrue(lost.err().contains("Nothing was kept"), lost.err());
  }

  @Test
  void withoutANameResultsAreListed() throws IOException {
    String out = program("reproduce").out();
    assertTrue(out.contains("  trigger "), out);
    assertTrue(out.contains("30,000 sequences"), out);
    assertTrue(out.contains("Hochreiter 1997"), out);
    JsonNode results = program("reproduce --json -").json().at("/results");
    List<String> names = new ArrayList<>();
    results.forEach(one -> names.add(one.path("name").asText()));
    assertEquals(Catalogue.read().names(), names);
    assertTrue(results.at("/0/verdict").isMissingNode());
  }

  @Test
  void wrongRequestsAreRefused() throws IOException {
    program("reproduce tringer")
        .refused("There is no published result 'tringer'.", "did you mean 'trigger'?", "quick");
    program("reproduce trigger --seeds 2")
        .refused("--seeds is out of range.", "from 3, since fewer cannot be compared", "--seeds 2");
    program("reproduce trigger --seeds 1001").refused("to 1000", "--seeds 1001");
    program("reproduce trigger --jobs 0").refused("--jobs is out of range.", "--jobs 0");
    program("reproduce --seeds 5").refused("--seeds has no effect here", "the name of a result");
    program("reproduce --jobs 2").refused("--jobs has no effect here");
    program("reproduce --out @/any").refused("--out has no effect here");
    Files.createFile(work.resolve("file"));
    program("reproduce trigger --out @/file")
        .refused("The folder for the trials is a file.", "choose another --out");
  }
}
