package dev.carousel.spark.ml;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.expr;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.when;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.carousel.refusal.Refusal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.spark.ml.Pipeline;
import org.apache.spark.ml.PipelineModel;
import org.apache.spark.ml.PipelineStage;
import org.apache.spark.ml.feature.SQLTransformer;
import org.apache.spark.ml.param.ParamMap;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Predictions of Spark against those of the command line on the same table. */
class CarouselModelTest {
  private static final String SERIES =
      "--group meter --time day --target load --input load,price --missing carry";

  @TempDir private static Path work = Path.of("");
  private static Runs runs = new Runs(work);
  private static SparkSession spark;
  private static Dataset<Row> meters;
  private static CarouselModel series;

  @BeforeAll
  static void begin() throws Exception {
    runs = Runs.in(work);
    spark = LocalSpark.start(work);
    meters = LocalSpark.csv(spark, runs.table()).repartition(3).cache();
    series = CarouselModel.of(runs.train("series", SERIES).toString());
  }

  @AfterAll
  static void end() {
    spark.stop();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "usual|" + SERIES,
        "ahead|" + SERIES + " --window 5 --horizon 3 --calendar weekday",
        "quantiles|" + SERIES + " --loss quantile:levels=0.1/0.5/0.975 --category sky",
        "classes|--group meter --time day --target sky --input load --ahead 1 --window 2",
        "both|--group meter --time day --target load --input price --missing mean --ahead 0"
            + " --bidirectional"
      })
  void answersAreThoseOfTheCommandToTheBit(String name, String roles) {
    Path run = runs.train(name, roles);
    List<String> expected = Answers.without(runs.predict(run), "row");
    CarouselModel model = CarouselModel.of(run.toString());
    Dataset<Row> answered = model.transform(meters);
    assertEquals(answered.schema(), model.transformSchema(meters.schema()));
    List<String> found = Answers.lines(answered.selectExpr("meter", "inline(prediction)"));
    // A group of one row does not know how far apart rows are.
    assertEquals(
        expected.stream()
            .map(line -> line.replaceAll("^lone,2024-01-10,", "lone,,"))
            .sorted()
            .toList(),
        found);
    assertTrue(expected.size() > 20);
  }

  @Test
  void theLabelOfAGroupStandsInItsLastRow() {
    Path run = runs.train("labels", "--group meter --time day --target region --input load");
    List<String> expected = Answers.without(runs.predict(run));
    Dataset<Row> answered = CarouselModel.of(run.toString()).transform(meters).cache();
    assertEquals(expected, Answers.lines(answered.selectExpr("meter", "inline(prediction)")));
    assertEquals(Runs.METERS.size() + 1, answered.filter("size(prediction) = 1").count());
    assertEquals(
        Runs.METERS.size(),
        answered.filter("size(prediction) = 1 and day = date '2024-01-30'").count());
  }

  @Test
  void theAnswersDoNotDependOnHowTheDataIsParted() {
    List<String> two = Answers.lines(series.transform(meters));
    spark.conf().set("spark.sql.shuffle.partitions", "5");
    spark.conf().set("spark.sql.adaptive.enabled", "false");
    try {
      assertEquals(two, Answers.lines(series.transform(meters.repartition(7))));
    } finally {
      spark.conf().set("spark.sql.shuffle.partitions", "2");
      spark.conf().set("spark.sql.adaptive.enabled", "true");
    }
  }

  @Test
  void aSavedPipelineAnswersTheSame() throws Exception {
    String folder = work.resolve("pipeline").toString();
    CarouselModel model =
        series.copy(new ParamMap()).setOutputCol("forecast").setInputCols("load", "cost");
    SQLTransformer before =
        new SQLTransformer()
            .setStatement("select meter, day, load, price * 1.0 as cost from __THIS__");
    PipelineModel fitted =
        new Pipeline().setStages(new PipelineStage[] {before, model}).fit(meters);
    fitted.write().save(folder);
    PipelineModel read = PipelineModel.load(folder);
    CarouselModel stage = (CarouselModel) read.stages()[1];
    assertEquals(model.uid(), stage.uid());
    assertEquals(series.sha256(), stage.sha256());
    assertEquals("forecast", stage.getOutputCol());
    assertArrayEquals(
        new String[] {"load", "cost"}, (String[]) stage.getOrDefault(stage.inputCols()));
    List<String> expected =
        Answers.lines(series.transform(meters).selectExpr("meter", "day", "prediction"));
    assertEquals(
        expected, Answers.lines(read.transform(meters).selectExpr("meter", "day", "forecast")));
    String alone = work.resolve("alone").toString();
    series.write().save(alone);
    series.write().overwrite().save(alone);
    assertEquals(series.sha256(), CarouselModel.load(alone).sha256());
    assertArrayEquals(
        Files.readAllBytes(work.resolve("series/model.safetensors")),
        Files.readAllBytes(Path.of(alone, "model.safetensors")));
  }

  @Test
  void columnsMayHaveOtherNamesAndTypes() {
    List<String> expected =
        Answers.lines(series.transform(meters).selectExpr("meter", "inline(prediction)"));
    Dataset<Row> others =
        meters
            .withColumnRenamed("meter", "the meter")
            .withColumn("when", col("day").cast("timestamp_ntz"))
            .withColumn("watt", col("load").cast("double"))
            .withColumn("cost", col("price"))
            .drop("day", "load", "price");
    CarouselModel renamed =
        series
            .copy(new ParamMap())
            .setGroupCol("the meter")
            .setTimeCol("when")
            .setInputCols("watt", "cost");
    assertEquals(
        expected,
        Answers.lines(
            renamed
                .transform(others)
                .selectExpr("`the meter` as meter", "inline(prediction)")
                .withColumn("day", col("day").substr(1, 10))));
  }

  @Test
  void valuesOfManyTypesAreReadAsAFileOfThemWouldBe() {
    Dataset<Row> exact =
        meters
            .filter("price is not null")
            .withColumn("load", col("load").cast("int"))
            .withColumn("price", col("price").gt(3).cast("int"))
            .withColumn("number", expr("datediff(day, date '2023-12-01')"));
    List<String> expected = predictions(exact);
    assertEquals(
        expected,
        predictions(
            exact
                .withColumn("load", col("load").cast("decimal(20,3)"))
                .withColumn("price", col("price").equalTo(1))
                .withColumn("day", col("day").cast("string"))));
    assertEquals(
        expected,
        predictions(
            exact
                .withColumn("load", col("load").cast("bigint"))
                .withColumn("price", col("price").cast("float"))));
    // Instants are written in UTC, whatever the time zone of the session.
    assertEquals(
        expected,
        predictions(exact.withColumn("day", expr("to_timestamp(day || 'T00:00:00Z')"))).stream()
            .map(line -> line.replaceAll("(T00:00)+(:00)?Z", ""))
            .toList());
    // Whole numbers, as times, go on by ones.
    Dataset<Row> counted = exact.withColumn("day", col("number").cast("bigint"));
    assertEquals(expected.size(), predictions(counted).stream().filter(l -> !l.isBlank()).count());
  }

  private static List<String> predictions(Dataset<Row> rows) {
    return Answers.lines(series.transform(rows).selectExpr("meter", "inline(prediction)"));
  }

  @Test
  void aModelOfOneSeriesReadsManyIfItIsGivenGroupsAndTimes() {
    Path run = runs.train("one", "--target load --input load");
    CarouselModel model = CarouselModel.of(run.toString());
    Refusal.of(
        () -> model.transform(meters),
        "The rows of a data frame have no order of their own.",
        "setTimeCol");
    model.setTimeCol("day").setGroupCol("meter");
    Dataset<Row> south = meters.filter("meter = 'south'");
    List<String> apart = Answers.lines(model.transform(south).selectExpr("day", "prediction"));
    List<String> together =
        Answers.lines(
            model.transform(meters).filter("meter = 'south'").selectExpr("day", "prediction"));
    assertEquals(apart, together);
    model.clear(model.groupCol());
    assertEquals(apart, Answers.lines(model.transform(south).selectExpr("day", "prediction")));
    assertNotEquals(
        apart,
        Answers.lines(
            model.transform(south.filter("day > '2024-01-02'")).selectExpr("day", "prediction")));
  }

  @Test
  void whatIsWrongWithTheColumnsIsToldAtOnce() {
    StructType schema = meters.schema();
    Refusal.of(
        () -> series.transformSchema(meters.withColumnRenamed("price", "prise").schema()),
        "The table has no column 'price'.",
        "the data frame",
        "prise");
    Refusal.of(
        () -> series.transformSchema(meters.withColumn("price", lit("dear")).schema()),
        "Column 'price' of the data frame is of a type that does not fit.",
        "numbers",
        "string",
        "cast(\"double\")");
    Refusal.of(
        () -> series.transformSchema(meters.withColumn("day", lit(true)).schema()),
        "Column 'day' of the data frame",
        "dates, timestamps",
        "boolean");
    Refusal.of(
        () -> series.copy(new ParamMap()).setOutputCol("sky").transformSchema(schema),
        "The data frame has the output column already.",
        "setOutputCol(\"sky_2\")");
    Refusal.of(
        () -> series.copy(new ParamMap()).setInputCols("load").transformSchema(schema),
        "setInputCols names another number of columns.",
        "2, for load, price");
    Refusal.of(
        () -> series.copy(new ParamMap()).setGroupCol("metre").transform(meters),
        "The table has no column 'metre'.",
        "meter");
    Path classes = runs.train("sky", "--target sky --input load");
    Refusal.of(
        () ->
            CarouselModel.of(classes.toString())
                .setTimeCol("day")
                .setGroupCol("meter")
                .transformSchema(schema),
        "The model cannot be given groups.");
  }

  @Test
  void whatIsWrongWithARowIsToldWithItsGroup() {
    refused(
        meters.union(meters.filter("meter = 'south' and day = '2024-01-05'")),
        "Two rows of the table have the same time.",
        "2024-01-05",
        "'south'");
    refused(
        meters.withColumn(
            "meter", when(col("day").equalTo("2024-01-05"), null).otherwise(col("meter"))),
        "A row of the table has no group.");
    refused(
        meters.withColumn(
            "load",
            when(col("day").equalTo("2024-01-05"), Double.POSITIVE_INFINITY)
                .otherwise(col("load"))),
        "A cell of the table is not a finite number.",
        "time 2024-01-05");
    refused(
        meters.withColumn(
            "day", when(col("price").isNull(), "x").otherwise(col("day").cast("string"))),
        "A cell of the table is not a date",
        "'x'");
  }

  private static void refused(Dataset<Row> rows, String... parts) {
    Refusal.of(LocalSpark.unwrapped(() -> series.transform(rows).collectAsList()), parts);
  }

  @Test
  void whatIsNoModelIsRefused() throws Exception {
    Refusal.of(
        () -> CarouselModel.of(work.resolve("nothing").toString()),
        "The run folder does not exist.");
    Path file = Files.writeString(work.resolve("no.safetensors"), "no model at all");
    Refusal.of(() -> CarouselModel.of(file.toString()), file.toString());
    Refusal.of(
        () -> CarouselModel.load(work.resolve("series").toString()),
        "The folder holds no saved CarouselModel.",
        "CarouselModel.of(");
    Files.writeString(work.resolve("text.txt"), "to be or not to be ".repeat(60));
    Path text = runs.train("text", "--text " + work.resolve("text.txt"));
    Refusal.of(
        () -> CarouselModel.of(text.toString()).transformSchema(meters.schema()),
        "The model does not predict rows of a table.");
  }
}
