package dev.carousel.spark.ml;

import dev.carousel.error.CarouselException;
import dev.carousel.model.SavedModel;
import dev.carousel.spark.internal.ColumnNames;
import dev.carousel.spark.internal.GroupPrediction;
import dev.carousel.spark.internal.PredictionFields;
import dev.carousel.spark.internal.RowReader;
import dev.carousel.spark.internal.SharedModel;
import dev.carousel.spark.streaming.StreamedPredictions;
import dev.carousel.train.RunFolder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.ml.Model;
import org.apache.spark.ml.param.Param;
import org.apache.spark.ml.param.ParamMap;
import org.apache.spark.ml.param.StringArrayParam;
import org.apache.spark.ml.util.DefaultParamsWritable;
import org.apache.spark.ml.util.MLReader;
import org.apache.spark.ml.util.MLWriter;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.StructType;
import org.jspecify.annotations.Nullable;

/**
 * A trained network as a stage of a pipeline: it predicts from the rows of a data frame, group by
 * group, in the order of time.
 *
 * <pre>{@code
 * CarouselModel model = CarouselModel.of("run").setOutputCol("forecast");
 * Dataset<Row> answered = model.transform(meters);
 * answered.selectExpr("meter", "inline(forecast)").show();
 * }</pre>
 *
 * <p>All rows stay, and each gets a column with what is predicted from it: an array of structures,
 * empty where the model needs more rows before it. A structure has the columns that {@code carousel
 * predict} writes, but for the group and the number of the row: the time under its name in the
 * training, {@code step}, each target with its quantiles and its truth, or the class with the
 * probability of each. Their bits are those of {@code carousel predict} on the same rows. Roles,
 * scales, categories and classes are those of the training.
 *
 * <ul>
 *   <li>The label of a group stands in the last row of the group.
 *   <li>What {@code predict} writes for a row that is inserted in a gap of time has no row here.
 *   <li>The usual distance of two rows, which tells about gaps and the times of predictions, is
 *       that of each group by itself. So the answers do not depend on how the data is parted. A
 *       group of one row has no distance, and its predictions no time.
 * </ul>
 *
 * <p>The rows are brought together by group, so each group must fit into the memory of a task.
 * Without groups, one task reads them all. Each executor binds the network once; it computes on the
 * thread of the task, so leave {@code spark.task.cpus} at 1. A data frame that is a stream is
 * followed row by row, with the state of each group in Spark's state store; see {@link
 * StreamedPredictions}.
 *
 * <p>For one thread at a time, as all stages of {@code spark.ml}.
 */
public final class CarouselModel extends Model<CarouselModel> implements DefaultParamsWritable {
  private static final long serialVersionUID = 1L;

  /** The usual output column. */
  static final String OUTPUT = "prediction";

  private final String uid;
  private final SharedModel model;
  private final Param<String> groupCol;
  private final Param<String> timeCol;
  private final StringArrayParam inputCols;
  private final Param<String> outputCol;

  CarouselModel(String uid, SharedModel model) {
    this.uid = uid;
    this.model = model;
    groupCol =
        new Param<>(
            uid, "groupCol", "column that tells series apart; by default that of the training");
    timeCol =
        new Param<>(
            uid, "timeCol", "column by which rows are ordered; by default that of the training");
    inputCols =
        new StringArrayParam(
            this,
            "inputCols",
            "columns that are read, in the order of the model; by default their names");
    outputCol = new Param<>(uid, "outputCol", "column for what is predicted from a row");
    setDefault(outputCol, OUTPUT);
  }

  /**
   * The best model of a run, or the model of a file.
   *
   * @param runOrFile folder that {@code carousel train} wrote, or a file {@code .safetensors}, on
   *     the local disk
   * @throws CarouselException if it cannot be read, or holds no model
   */
  public static CarouselModel of(String runOrFile) {
    Path path = Path.of(runOrFile);
    if (Files.isRegularFile(path)) {
      return new CarouselModel(newUid(), SharedModel.read(path));
    }
    RunFolder run = RunFolder.open(path);
    run.readModel(); // refuses a run without a model
    return new CarouselModel(newUid(), SharedModel.read(run.model()));
  }

  /**
   * A model in memory.
   *
   * @throws CarouselException if no plugin provides its cell
   */
  public static CarouselModel of(SavedModel model) {
    return new CarouselModel(newUid(), SharedModel.of(model));
  }

  /**
   * A model that {@link #write} saved.
   *
   * @param path any folder that Spark can read, such as one of HDFS
   * @throws CarouselException if it is not there, or damaged
   */
  public static CarouselModel load(String path) {
    return read().load(path);
  }

  /** Reads what {@link #write} saved; pipelines look for it. */
  public static MLReader<CarouselModel> read() {
    return new CarouselModelReader();
  }

  /** Saves the safetensors file of the model beside Spark's description of the stage. */
  @Override
  public MLWriter write() {
    return new CarouselModelWriter(model, DefaultParamsWritable.super.write());
  }

  private static String newUid() {
    return "carousel_" + UUID.randomUUID().toString().replace("-", "").substring(0, 12);
  }

  @Override
  public String uid() {
    return uid;
  }

  /** The checksum of the model's file: SHA-256, as 64 hexadecimal digits. */
  public String sha256() {
    return model.sha256();
  }

  /** The model: its network, how it reads data, its parameters. */
  public SavedModel model() {
    return model.open();
  }

  /** The parameter of {@link #setGroupCol}. */
  public Param<String> groupCol() {
    return groupCol;
  }

  /**
   * Names the column that tells series apart: another name for that of the training; or, if the
   * model was trained on one series, a column that parts the rows into several such.
   */
  public CarouselModel setGroupCol(String column) {
    set(groupCol, column);
    return this;
  }

  /** The parameter of {@link #setTimeCol}. */
  public Param<String> timeCol() {
    return timeCol;
  }

  /**
   * Names the column by which the rows of a group are ordered: another name for that of the
   * training. A model that was trained without times needs one: dates, timestamps, or whole
   * numbers.
   */
  public CarouselModel setTimeCol(String column) {
    set(timeCol, column);
    return this;
  }

  /** The parameter of {@link #setInputCols}. */
  public StringArrayParam inputCols() {
    return inputCols;
  }

  /** Names the columns that the model reads, in its order, where they have other names. */
  public CarouselModel setInputCols(String... columns) {
    set(inputCols, columns.clone());
    return this;
  }

  /** The parameter of {@link #setOutputCol}. */
  public Param<String> outputCol() {
    return outputCol;
  }

  /** Names the column for what is predicted; by default {@code prediction}. */
  public CarouselModel setOutputCol(String column) {
    set(outputCol, column);
    return this;
  }

  /** The column for what is predicted. */
  public String getOutputCol() {
    return String.valueOf(getOrDefault(outputCol));
  }

  private ColumnNames names() {
    List<String> inputs =
        isSet(inputCols) ? Arrays.asList((String[]) getOrDefault(inputCols)) : List.of();
    return new ColumnNames(ifSet(groupCol), ifSet(timeCol), inputs);
  }

  private @Nullable String ifSet(Param<String> param) {
    return isSet(param) ? getOrDefault(param) : null;
  }

  /**
   * The columns with that for predictions.
   *
   * @throws CarouselException if a column is missing, with the nearest name, is of a type that does
   *     not fit, or the output column is there already
   */
  @Override
  public StructType transformSchema(StructType schema) {
    RowReader reader = RowReader.of(model, names(), schema);
    requireNew(schema);
    return schema.add(getOutputCol(), PredictionFields.of(reader.predictor()).type(), false);
  }

  private void requireNew(StructType schema) {
    if (List.of(schema.fieldNames()).contains(getOutputCol())) {
      throw CarouselException.usage("The data frame has the output column already.")
          .expected("a column of another name")
          .found(getOutputCol())
          .mend("choose another name: setOutputCol(\"" + getOutputCol() + "_2\")")
          .build();
    }
  }

  /**
   * The rows, each with what is predicted from it.
   *
   * @throws CarouselException as {@link #transformSchema} does; what is wrong with a row is found
   *     when the answers are asked for
   */
  @Override
  public Dataset<Row> transform(Dataset<?> dataset) {
    Dataset<Row> rows = dataset.toDF();
    StructType schema = rows.schema();
    Broadcast<SharedModel> shared =
        JavaSparkContext.fromSparkContext(rows.sparkSession().sparkContext()).broadcast(model);
    if (rows.isStreaming()) {
      requireNew(schema);
      return StreamedPredictions.of(rows, model, shared, names(), getOutputCol());
    }
    StructType answered = transformSchema(schema);
    RowReader reader = RowReader.of(model, names(), schema);
    List<Column> order = new ArrayList<>();
    String group = reader.group();
    if (group != null) {
      order.add(column(group));
    }
    reader.times().forEach(time -> order.add(column(time)));
    Dataset<Row> parted = group == null ? rows.repartition(1) : rows.repartition(column(group));
    return parted
        .sortWithinPartitions(order.toArray(Column[]::new))
        .mapPartitions(new GroupPrediction(shared, names(), schema), Encoders.row(answered));
  }

  /** A column of a data frame, whatever is in its name. */
  static Column column(String name) {
    return functions.col("`" + name.replace("`", "``") + "`");
  }

  @Override
  public CarouselModel copy(ParamMap extra) {
    return copyValues(new CarouselModel(uid, model), extra).setParent(parent());
  }
}
