package dev.carousel.spark.ml;

import dev.carousel.data.table.Encoding;
import dev.carousel.data.table.Missing;
import dev.carousel.data.table.Roles;
import dev.carousel.data.table.SequenceRequest;
import dev.carousel.data.table.ShortGroups;
import dev.carousel.data.table.SplitPlan;
import dev.carousel.error.CarouselException;
import dev.carousel.model.NetworkSpec;
import dev.carousel.plugin.PluginRef;
import dev.carousel.train.Limit;
import dev.carousel.train.TrainingPlan;
import dev.carousel.train.UsualTraining;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.spark.ml.Estimator;
import org.apache.spark.ml.param.DoubleParam;
import org.apache.spark.ml.param.IntParam;
import org.apache.spark.ml.param.LongParam;
import org.apache.spark.ml.param.Param;
import org.apache.spark.ml.param.ParamMap;
import org.apache.spark.ml.param.StringArrayParam;
import org.apache.spark.ml.util.DefaultParamsReader;
import org.apache.spark.ml.util.DefaultParamsWritable;
import org.apache.spark.ml.util.MLReader;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/**
 * Trains a network as a stage of a pipeline, <b>on the driver</b>: the rows are collected there,
 * and one JVM trains on its own processors, as {@code carousel train} does. Nothing is distributed.
 * It is for data that fits into the driver's memory, at most {@link #setMaxRows} rows; the
 * executors are needed for what comes before and after it.
 *
 * <pre>{@code
 * CarouselEstimator forecast =
 *     new CarouselEstimator()
 *         .setTargetCols("load")
 *         .setGroupCol("meter")
 *         .setTimeCol("day")
 *         .setWindow(28)
 *         .setHorizon(7);
 * CarouselModel model = forecast.fit(meters);
 * }</pre>
 *
 * <p>The settings have the names, defaults and bounds of the options of {@code carousel train}. The
 * rows are put in the order of group and time first, so the same data gives the same bits, those
 * that {@code carousel train} gives with a file in this order.
 *
 * <p>For one thread at a time, as all stages of {@code spark.ml}.
 */
public final class CarouselEstimator extends Estimator<CarouselModel>
    implements DefaultParamsWritable {
  private static final long serialVersionUID = 1L;

  private static final String CELL = "lstm";
  private static final double VALID = 0.1;
  private static final int MOST_ROWS = 1_000_000;

  private final String uid;
  private final Map<String, Param<?>> own = new LinkedHashMap<>();
  private final StringArrayParam targetCols;
  private final StringArrayParam inputCols;
  private final StringArrayParam categoryCols;
  private final StringArrayParam staticCols;
  private final Param<String> groupCol;
  private final Param<String> timeCol;
  private final Param<String> outputCol;
  private final Param<String> missing;
  private final Param<String> shortGroups;
  private final IntParam window;
  private final IntParam horizon;
  private final IntParam ahead;
  private final Param<String> cell;
  private final IntParam units;
  private final IntParam layers;
  private final Param<String> loss;
  private final Param<String> optimizer;
  private final IntParam epochs;
  private final LongParam updates;
  private final IntParam batch;
  private final LongParam seed;
  private final DoubleParam valid;
  private final IntParam maxRows;

  /** With the usual settings; name at least the targets and the time. */
  public CarouselEstimator() {
    this("carouselTraining_" + UUID.randomUUID().toString().replace("-", "").substring(0, 12));
  }

  /** As Spark makes one that was saved. */
  public CarouselEstimator(String uid) {
    this.uid = uid;
    targetCols = names("targetCols", "columns to predict");
    inputCols = names("inputCols", "columns of numbers to read; by default all");
    categoryCols = names("categoryCols", "inputs that are words");
    staticCols = names("staticCols", "inputs that are constant within a group");
    groupCol = word("groupCol", "column that tells series apart");
    timeCol = word("timeCol", "column by which rows are ordered");
    outputCol = word("outputCol", "column for what is predicted from a row");
    missing = word("missing", "what to do about missing cells: refuse, carry, mean or mask");
    shortGroups = word("shortGroups", "what to do with groups that are too short: refuse or skip");
    window = whole("window", "rows of a sequence; by default whole series");
    horizon = whole("horizon", "rows predicted at once");
    ahead = whole("ahead", "rows from the last one read to the first predicted");
    cell = word("cell", "cell with its options");
    units = whole("units", "units of a layer");
    layers = whole("layers", "layers");
    loss = word("loss", "loss with its options");
    optimizer = word("optimizer", "optimizer with its options");
    epochs = whole("epochs", "passes over the data");
    updates = kept(new LongParam(uid, "updates", "updates, in place of epochs"));
    batch = whole("batch", "rows of a batch");
    seed = kept(new LongParam(uid, "seed", "seed of all random numbers"));
    valid = kept(new DoubleParam(uid, "valid", "share of each group for validation"));
    maxRows = whole("maxRows", "most rows to train on");
    setDefault(missing, EnumWords.of(Encoding.USUAL.missing()));
    setDefault(shortGroups, EnumWords.of(SequenceRequest.USUAL.shortGroups()));
    setDefault(cell, CELL);
    setDefault(units, NetworkSpec.UNITS);
    setDefault(layers, NetworkSpec.LAYERS);
    setDefault(optimizer, UsualTraining.OPTIMIZER);
    setDefault(epochs, Limit.EPOCHS);
    setDefault(batch, TrainingPlan.BATCH);
    setDefault(seed, TrainingPlan.SEED);
    setDefault(valid, VALID);
    setDefault(maxRows, MOST_ROWS);
  }

  private StringArrayParam names(String name, String doc) {
    return kept(new StringArrayParam(this, name, doc));
  }

  private Param<String> word(String name, String doc) {
    return kept(new Param<>(uid, name, doc));
  }

  private IntParam whole(String name, String doc) {
    return kept(new IntParam(uid, name, doc));
  }

  private <P extends Param<?>> P kept(P param) {
    own.put(param.name(), param);
    return param;
  }

  /** What to predict: numbers, or one column of classes ({@code --target}). Required. */
  public CarouselEstimator setTargetCols(String... value) {
    set(targetCols, value.clone());
    return this;
  }

  /** Columns of numbers to read; by default all of them ({@code --input}). */
  public CarouselEstimator setInputCols(String... value) {
    set(inputCols, value.clone());
    return this;
  }

  /** Inputs that are words ({@code --category}). */
  public CarouselEstimator setCategoryCols(String... value) {
    set(categoryCols, value.clone());
    return this;
  }

  /** Inputs that are constant within a group ({@code --static}). */
  public CarouselEstimator setStaticCols(String... value) {
    set(staticCols, value.clone());
    return this;
  }

  /** The column that tells series apart; by default all rows are one ({@code --group}). */
  public CarouselEstimator setGroupCol(String value) {
    set(groupCol, value);
    return this;
  }

  /** The column by which rows are ordered ({@code --time}). Required: a data frame has no order. */
  public CarouselEstimator setTimeCol(String value) {
    set(timeCol, value);
    return this;
  }

  /** The output column of the models that are trained. */
  public CarouselEstimator setOutputCol(String value) {
    set(outputCol, value);
    return this;
  }

  /** Missing cells: {@code refuse}, {@code carry}, {@code mean} or {@code mask}. */
  public CarouselEstimator setMissing(String value) {
    set(missing, value);
    return this;
  }

  /** Groups that are too short: {@code refuse} or {@code skip} ({@code --short}). */
  public CarouselEstimator setShortGroups(String value) {
    set(shortGroups, value);
    return this;
  }

  /** The rows of a sequence; by default series are read whole ({@code --window}). */
  public CarouselEstimator setWindow(int value) {
    set(window, value);
    return this;
  }

  /** The rows that are predicted at once ({@code --horizon}). */
  public CarouselEstimator setHorizon(int value) {
    set(horizon, value);
    return this;
  }

  /** The rows from the last one read to the first predicted ({@code --ahead}). */
  public CarouselEstimator setAhead(int value) {
    set(ahead, value);
    return this;
  }

  /** The cell with its options, such as {@code lstm:forget-bias=1} ({@code --cell}). */
  public CarouselEstimator setCell(String value) {
    set(cell, value);
    return this;
  }

  /** The units of a layer ({@code --units}). */
  public CarouselEstimator setUnits(int value) {
    set(units, value);
    return this;
  }

  /** The layers ({@code --layers}). */
  public CarouselEstimator setLayers(int value) {
    set(layers, value);
    return this;
  }

  /** The loss with its options, such as {@code quantile:levels=0.1/0.5/0.9} ({@code --loss}). */
  public CarouselEstimator setLoss(String value) {
    set(loss, value);
    return this;
  }

  /** The optimizer with its options, such as {@code adam:lr=0.01} ({@code --optimizer}). */
  public CarouselEstimator setOptimizer(String value) {
    set(optimizer, value);
    return this;
  }

  /** The passes over the data ({@code --epochs}). */
  public CarouselEstimator setEpochs(int value) {
    set(epochs, value);
    return this;
  }

  /** The updates, in place of passes ({@code --updates}). */
  public CarouselEstimator setUpdates(long value) {
    set(updates, value);
    return this;
  }

  /** The rows of a batch ({@code --batch}). */
  public CarouselEstimator setBatch(int value) {
    set(batch, value);
    return this;
  }

  /** The seed of all random numbers ({@code --seed}). */
  public CarouselEstimator setSeed(long value) {
    set(seed, value);
    return this;
  }

  /** The share of each group that validates, at its end ({@code --valid}). */
  public CarouselEstimator setValid(double value) {
    set(valid, value);
    return this;
  }

  /** The most rows to train on, 1,000,000 by default; more are refused. */
  public CarouselEstimator setMaxRows(int value) {
    set(maxRows, value);
    return this;
  }

  @Override
  public String uid() {
    return uid;
  }

  @Override
  public Param<?>[] params() {
    return own.values().toArray(Param<?>[]::new);
  }

  /**
   * The columns with one for predictions, whose fields are known after the training.
   *
   * @throws CarouselException if a column is missing, with the nearest name, or there is no target
   *     or no time
   */
  @Override
  public StructType transformSchema(StructType schema) {
    roles().wanted().requireIn("the data frame", List.of(schema.fieldNames()));
    DataType answers = DataTypes.createArrayType(new StructType(), false);
    String name = isSet(outputCol) ? getOrDefault(outputCol) : CarouselModel.OUTPUT;
    return schema.add(name, answers, false);
  }

  /**
   * Trains on the driver.
   *
   * @throws CarouselException if there are too many rows, or the training refuses the data or a
   *     setting, as {@code carousel train} does
   */
  @Override
  public CarouselModel fit(Dataset<?> dataset) {
    transformSchema(dataset.schema());
    TrainingOnDriver training =
        new TrainingOnDriver(
            roles(),
            network(),
            ref(optimizer),
            plan(),
            SplitPlan.of(number(valid).doubleValue()),
            number(maxRows).intValue());
    CarouselModel model = CarouselModel.of(training.of(dataset.toDF())).setParent(this);
    return isSet(outputCol) ? model.setOutputCol(getOrDefault(outputCol)) : model;
  }

  private Roles roles() {
    if (!isSet(targetCols) || !isSet(timeCol)) {
      throw CarouselException.usage("The estimator does not know what to train.")
          .expected("columns to predict, and one by which rows are ordered")
          .found(isSet(targetCols) ? "no setTimeCol" : "no setTargetCols")
          .mend("new CarouselEstimator().setTargetCols(\"load\").setTimeCol(\"day\")")
          .build();
    }
    Roles roles =
        Roles.of(columns(targetCols))
            .withInputs(columns(inputCols))
            .withCategories(columns(categoryCols))
            .withStatics(columns(staticCols))
            .withTime(getOrDefault(timeCol))
            .withMissing(chosen(missing, Missing.class))
            .withShortGroups(chosen(shortGroups, ShortGroups.class));
    roles = isSet(groupCol) ? roles.withGroup(getOrDefault(groupCol)) : roles;
    roles = isSet(window) ? roles.withWindow(number(window).intValue()) : roles;
    roles = isSet(horizon) ? roles.withHorizon(number(horizon).intValue()) : roles;
    return isSet(ahead) ? roles.withAhead(number(ahead).intValue()) : roles;
  }

  private String[] columns(StringArrayParam param) {
    return isSet(param) ? (String[]) getOrDefault(param) : new String[0];
  }

  private <E extends Enum<E>> E chosen(Param<String> param, Class<E> from) {
    return EnumWords.find(param.name(), getOrDefault(param), from);
  }

  private TrainingOnDriver.Layers network() {
    return new TrainingOnDriver.Layers(
        ref(cell),
        number(units).intValue(),
        number(layers).intValue(),
        isSet(loss) ? ref(loss) : null);
  }

  private TrainingPlan plan() {
    Limit limit =
        isSet(updates)
            ? Limit.ofUpdates(number(updates).longValue())
            : Limit.ofEpochs(number(epochs).intValue());
    return TrainingPlan.of(limit).batch(number(batch).intValue()).seed(number(seed).longValue());
  }

  private PluginRef ref(Param<String> param) {
    return PluginRef.parse(getOrDefault(param));
  }

  private Number number(Param<?> param) {
    return (Number) getOrDefault(param);
  }

  /** Reads what {@code write().save(..)} saved; pipelines look for it. */
  public static MLReader<CarouselEstimator> read() {
    return new DefaultParamsReader<>();
  }

  @Override
  public CarouselEstimator copy(ParamMap extra) {
    return defaultCopy(extra);
  }
}
