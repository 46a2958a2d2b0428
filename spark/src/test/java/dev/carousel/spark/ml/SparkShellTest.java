package dev.carousel.spark.ml;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import scala.tools.nsc.Settings;
import scala.tools.nsc.interpreter.IMain;
import scala.tools.nsc.interpreter.Results;
import scala.tools.nsc.interpreter.shell.ReplReporterImpl;

/** The lines for {@code spark-shell} on the page about Spark, as its interpreter runs them. */
class SparkShellTest {
  private static final Path PAGE = Path.of("..", "docs", "spark.md");
  private static final Pattern BLOCK = Pattern.compile("(?s)```scala\n(.*?)```");

  @TempDir private static Path work = Path.of("");
  private static SparkSession spark;

  @BeforeAll
  static void begin() {
    spark = LocalSpark.start(work);
  }

  @AfterAll
  static void end() {
    spark.stop();
  }

  private static String block() throws Exception {
    Matcher blocks = BLOCK.matcher(Files.readString(PAGE));
    assertTrue(blocks.find(), "the page has no Scala");
    return blocks.group(1);
  }

  @Test
  void theLinesPredictAsTheCommandDoes() throws Exception {
    Runs runs = Runs.in(work);
    Path run =
        runs.train(
            "series",
            "--group meter --time day --target load --input load,price" + " --missing carry");
    StringWriter told = new StringWriter();
    Settings settings = new Settings();
    settings.processArgumentString("-usejavacp");
    IMain shell = new IMain(settings, new ReplReporterImpl(settings, new PrintWriter(told)));
    List<String> lines =
        block()
            .replace("\"run\"", '"' + run.toString() + '"')
            .replace("\"meters.csv\"", '"' + runs.table().toString() + '"')
            .lines()
            .toList();
    assertRun(shell.interpret("val spark = org.apache.spark.sql.SparkSession.active"), told);
    lines.forEach(line -> assertRun(shell.interpret(line), told));
    @SuppressWarnings("unchecked")
    Dataset<Row> forecasts = (Dataset<Row>) shell.valueOfTerm("forecasts").get();
    // A group of one row does not know how far apart rows are.
    List<String> expected =
        Answers.without(runs.predict(run), "row").stream()
            .map(line -> line.replaceAll("^lone,2024-01-10,", "lone,,"))
            .sorted()
            .toList();
    assertEquals(expected, Answers.lines(forecasts));
    shell.close();
  }

  private static void assertRun(Results.Result result, StringWriter told) {
    assertEquals("Success", result.toString(), told::toString);
  }
}
