package dev.carousel.spark.ml;

import static org.apache.spark.sql.functions.col;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.carousel.model.SavedModel;
import dev.carousel.refusal.Refusal;
import java.nio.file.Path;
import org.apache.spark.ml.Pipeline;
import org.apache.spark.ml.PipelineModel;
import org.apache.spark.ml.PipelineStage;
import org.apache.spark.ml.param.ParamMap;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Trainings on the driver against those of the command line. */
class CarouselEstimatorTest {
  @TempDir private static Path work = Path.of("");
  private static Runs runs = new Runs(work);
  private static SparkSession spark;
  private static Dataset<Row> meters;

  @BeforeAll
  static void begin() throws Exception {
    runs = Runs.in(work);
    spark = LocalSpark.start(work);
    meters = LocalSpark.csv(spark, runs.table()).filter("meter != 'lone'").repartition(3).cache();
  }

  @AfterAll
  static void end() {
    spark.stop();
  }

  private static CarouselEstimator estimator() {
    return new CarouselEstimator()
        .setTargetCols("load")
        .setInputCols("load", "price")
        .setCategoryCols("sky")
        .setGroupCol("meter")
        .setTimeCol("day")
        .setMissing("carry")
        .setShortGroups("skip")
        .setUnits(4)
        .setBatch(4)
        .setUpdates(6);
  }

  private static void assertSame(SavedModel expected, CarouselModel found) {
    assertEquals(expected.codec(), found.model().codec());
    assertEquals(expected.parameters().names(), found.model().parameters().names());
    expected
        .parameters()
        .forEach(
            (name, tensor) -> {
              for (int i = 0; i < tensor.size(); i++) {
                assertEquals(tensor.get(i), found.model().parameters().get(name).get(i), name);
              }
            });
  }

  @Test
  void aTrainingHasTheBitsOfTheCommandLine() throws Exception {
    // As the estimator orders them.
    Runs ordered = Runs.ordered(work.resolve("ordered"), runs);
    String roles =
        "--group meter --time day --target load --input load,price --category sky --missing carry";
    SavedModel expected =
        SavedModel.read(ordered.train("whole", roles).resolve("model.safetensors"));
    assertSame(expected, estimator().fit(meters));
    SavedModel windows =
        SavedModel.read(
            ordered
                .train(
                    "windows",
                    roles
                        + " --window 5 --horizon 2 --cell gru --layers 2 --seed 3 --valid 0.2"
                        + " --loss huber --optimizer sgd:lr=0.01")
                .resolve("model.safetensors"));
    assertSame(
        windows,
        estimator()
            .setWindow(5)
            .setHorizon(2)
            .setCell("gru")
            .setLayers(2)
            .setSeed(3)
            .setValid(0.2)
            .setLoss("huber")
            .setOptimizer("sgd:lr=0.01")
            .fit(meters));
  }

  @Test
  void aPipelineIsFittedSavedAndRead() throws Exception {
    CarouselEstimator stage = estimator().setOutputCol("forecast");
    Pipeline pipeline = new Pipeline().setStages(new PipelineStage[] {stage});
    String folder = work.resolve("pipeline").toString();
    pipeline.write().save(folder);
    PipelineModel fitted = Pipeline.load(folder).fit(meters);
    CarouselModel model = (CarouselModel) fitted.stages()[0];
    assertEquals(stage.fit(meters).sha256(), model.sha256());
    assertEquals(stage.uid(), model.parent().uid());
    Dataset<Row> answered = fitted.transform(meters);
    assertEquals(
        meters.count(),
        answered.filter(col("forecast").getItem(0).getField("load").isNotNull()).count());
    assertNotEquals(model.sha256(), stage.copy(new ParamMap()).setSeed(2).fit(meters).sha256());
    assertTrue(stage.explainParams().contains("maxRows: most rows to train on (default: 1000000)"));
  }

  @Test
  void whatCannotBeTrainedIsRefused() {
    Refusal.of(
        () -> estimator().setMaxRows(100).fit(meters),
        "The data frame is too large to train on the driver.",
        "at most 100 rows (setMaxRows)");
    Refusal.of(
        () -> new CarouselEstimator().setTargetCols("load").fit(meters),
        "The estimator does not know what to train.",
        "no setTimeCol");
    Refusal.of(() -> new CarouselEstimator().fit(meters), "no setTargetCols");
    Refusal.of(
        () -> estimator().setTargetCols("lode").transformSchema(meters.schema()),
        "The table has no column 'lode'.",
        "load");
    Refusal.of(
        () -> estimator().setMissing("cary").fit(meters),
        "The setting missing has no such word.",
        "refuse, carry, mean, mask",
        "carry");
    Refusal.of(() -> estimator().setCell("lsmt").fit(meters), "lsmt", "lstm");
    Refusal.of(
        () -> estimator().setInputCols("load", "sky").setCategoryCols().fit(meters),
        "Column 'sky' of the data frame is of a type that does not fit.");
  }
}
