package dev.carousel.spark.streaming;

import static org.apache.spark.sql.functions.expr;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.carousel.refusal.Refusal;
import dev.carousel.spark.ml.Answers;
import dev.carousel.spark.ml.CarouselModel;
import dev.carousel.spark.ml.LocalSpark;
import dev.carousel.spark.ml.Runs;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import org.apache.spark.launcher.JavaModuleOptions;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.streaming.StreamingQuery;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Rows that come file by file, to a query that is stopped and goes on. */
class StreamedPredictionsTest {
  private static final String SERIES =
      "--group meter --time day --target load --input load,price --missing carry";
  private static final int FILES = 4;

  @TempDir private static Path work = Path.of("");
  private static Runs runs = new Runs(work);
  private static SparkSession spark;
  private static Dataset<Row> meters;

  @BeforeAll
  static void begin() throws Exception {
    runs = Runs.in(work);
    spark = LocalSpark.start(work);
    meters = LocalSpark.csv(spark, runs.table()).cache();
  }

  @AfterAll
  static void end() {
    spark.stop();
  }

  /** A part of the table as a further file of a folder: some days of all meters. */
  private static void put(Path folder, int part) throws IOException {
    put(folder, part, "");
  }

  /** As above, of the meters with this in their names. */
  private static void put(Path folder, int part, String meter) throws IOException {
    List<String> lines = Files.readAllLines(runs.table());
    int size = (lines.size() + FILES - 1) / FILES;
    List<String> some = new ArrayList<>();
    for (int line = 1; line < lines.size() - 1; line++) { // without the lone one at the end
      if (line / size == part && lines.get(line).contains(meter)) {
        some.add(0, lines.get(line)); // the last first: a batch is put in order
      }
    }
    Path made = Files.write(folder.resolveSibling(folder.getFileName() + "-" + part), some);
    Files.setLastModifiedTime(made, FileTime.from(Instant.now().plusSeconds(part - 100)));
    Files.createDirectories(folder);
    Files.move(made, folder.resolve(part + ".csv"));
  }

  private static Dataset<Row> answers(CarouselModel model, Path folder) {
    return model.transform(StreamDriver.rows(spark, meters.schema(), folder));
  }

  private static StreamingQuery start(Dataset<Row> answers, Path to) throws Exception {
    return StreamDriver.start(answers, to);
  }

  private static List<String> written(Path to, Dataset<Row> answered) {
    Dataset<Row> read = spark.read().schema(answered.schema()).json(to.toString());
    return Answers.lines(read.select("meter", "day", "prediction"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {"states|" + SERIES, "windows|" + SERIES + " --window 5 --horizon 2"})
  void eachRowIsAnsweredOnceAlsoAfterARestart(String name, String roles) throws Exception {
    CarouselModel model = CarouselModel.of(runs.train(name, roles).toString());
    Path from = work.resolve(name + "-in");
    Path to = work.resolve(name + "-out");
    for (int part = 0; part < FILES / 2; part++) {
      put(from, part);
    }
    Dataset<Row> answers = answers(model, from);
    start(answers, to).awaitTermination();
    long before = written(to, answers).size();
    assertTrue(before > 0);
    for (int part = FILES / 2; part < FILES; part++) {
      put(from, part);
    }
    start(answers(model, from), to).awaitTermination();
    List<String> found = written(to, answers);
    assertTrue(before < found.size());
    assertEquals(expected(model), found);
  }

  /** The batch in which the driver is killed is answered again, by another one. */
  @Test
  void eachRowIsAnsweredOnceAlsoIfTheDriverIsKilled() throws Exception {
    Path run = runs.train("killed", SERIES);
    Path from = work.resolve("killed-in");
    Path to = work.resolve("killed-out");
    for (int part = 0; part < FILES; part++) {
      put(from, part);
    }
    Path log = work.resolve("driver.log");
    Process driver =
        java(run.toString(), from.toString(), to.toString(), meters.schema().toDDL())
            .redirectErrorStream(true)
            .redirectOutput(log.toFile())
            .start();
    Path second = StreamDriver.checkpoint(to).resolve("offsets").resolve("1");
    while (!Files.exists(second)) { // as soon as the second batch begins
      assertTrue(driver.isAlive(), () -> read(log));
      LockSupport.parkNanos(1_000_000);
    }
    driver.destroyForcibly().waitFor();
    CarouselModel model = CarouselModel.of(run.toString());
    Dataset<Row> answers = answers(model, from);
    assertTrue(written(to, answers).size() < expected(model).size());
    start(answers, to).awaitTermination();
    assertEquals(expected(model), written(to, answers));
  }

  private static ProcessBuilder java(String... arguments) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of(JavaModuleOptions.defaultModuleOptionArray()));
    // It lives for seconds.
    command.addAll(List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xmx512m"));
    command.addAll(List.of("-cp", System.getProperty("java.class.path")));
    command.add(StreamDriver.class.getName());
    command.addAll(List.of(arguments));
    return new ProcessBuilder(command);
  }

  private static String read(Path log) {
    try {
      return Files.readString(log);
    } catch (IOException e) {
      return e.toString();
    }
  }

  @Test
  void aRowThatIsRefusedStopsTheQueryWithItsGroup() throws Exception {
    CarouselModel model = CarouselModel.of(runs.train("late", SERIES).toString());
    Path from = work.resolve("late-in");
    put(from, 1);
    Path to = work.resolve("late-out");
    Dataset<Row> answers = answers(model, from);
    start(answers, to).awaitTermination();
    put(from, 0, "south"); // the first days, of one group: of two, either may come first
    Refusal.of(
        LocalSpark.unwrapped(() -> start(answers(model, from), to).awaitTermination()),
        "A row comes too late.",
        "a time after 2024-01-15 in group 'south'");
    // Another model does not go on with these states.
    CarouselModel other = CarouselModel.of(runs.train("other", SERIES + " --cell gru").toString());
    Refusal.of(
        LocalSpark.unwrapped(() -> start(answers(other, from), to).awaitTermination()),
        "The state of the group is that of another model.",
        model.sha256(),
        other.sha256());
  }

  @Test
  void whatCannotBeFollowedIsRefusedBeforeTheQueryStarts() throws Exception {
    Path from = Files.createDirectories(work.resolve("none-in"));
    CarouselModel both =
        CarouselModel.of(
            runs.train(
                    "both",
                    SERIES.replace("--input load,price", "--input price")
                        + " --ahead 0 --bidirectional")
                .toString());
    Refusal.of(() -> answers(both, from), "A network that reads both ways cannot follow rows.");
    CarouselModel model = CarouselModel.of(runs.train("plain", SERIES).toString());
    String provider = spark.conf().get(StreamedPredictions.PROVIDER);
    spark
        .conf()
        .set(
            StreamedPredictions.PROVIDER,
            "org.apache.spark.sql.execution.streaming.state.HDFSBackedStateStoreProvider");
    try {
      Refusal.of(
          () -> answers(model, from),
          "The state store cannot keep the states of groups.",
          "RocksDBStateStoreProvider",
          StreamedPredictions.PROVIDER);
    } finally {
      spark.conf().set(StreamedPredictions.PROVIDER, provider);
    }
  }

  /** What the table as a whole gives, without what a stream cannot know. */
  private static List<String> expected(CarouselModel model) {
    Dataset<Row> whole = model.transform(meters.filter("meter != 'lone'"));
    return Answers.lines(
        whole
            .withColumn(
                "prediction",
                expr(
                    "transform(prediction, x -> struct(if(day = date '2024-01-01', null, x.day),"
                        + " x.step, x.load))"))
            .select("meter", "day", "prediction"));
  }
}
