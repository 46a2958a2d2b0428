package dev.carousel.data.table;

import dev.carousel.data.DataIdentity;
import dev.carousel.data.DataShape;
import dev.carousel.data.Dataset;
import dev.carousel.data.FileSum;
import dev.carousel.data.Part;
import dev.carousel.data.frame.Column;
import dev.carousel.data.frame.Frame;
import dev.carousel.data.frame.NumberColumn;
import dev.carousel.error.CarouselException;
import dev.carousel.metrics.NaiveError;
import dev.carousel.spi.NumberLoss;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A table as sequences, split into a training, a validation and a test part. Numbers are scaled
 * with the statistics of the training part.
 *
 * <p>Each part predicts its own rows, as in use: from all rows that are far enough before them in
 * their group. So the inputs of the first predictions of a part may belong to the part before it.
 * No target of one part is a target of another, and no statistic is taken from any other part than
 * the training part. Windows of the training part come in an order of their own in each epoch,
 * those of the other parts in the order of time.
 */
public final class TableDataset implements Dataset {
  /** A number such as those that scaling gives, which are neither counts nor shares. */
  private static final double SCALED = -0.5;

  private final Source source;
  private final TableCodec codec;
  private final List<String> leftOut;
  private final Parts parts;
  private final @Nullable Extra valid;
  private final @Nullable Extra test;

  /** Another table that is validated or tested on. */
  private record Extra(Source source, Parts parts) {}

  /**
   * What is kept of a frame: not its inputs, which are there as the network reads them.
   *
   * @param truth its target columns
   */
  private record Source(String name, int rows, DataIdentity identity, TableTruth truth) {
    static Source of(Frame frame, Parts parts) {
      TableTruth truth = new TableTruth(parts.table(), frame);
      return new Source(frame.source(), frame.rows(), frame.identity(), truth);
    }
  }

  private TableDataset(
      Source source,
      TableCodec codec,
      List<String> leftOut,
      Parts parts,
      @Nullable Extra valid,
      @Nullable Extra test) {
    this.source = source;
    this.codec = codec;
    this.leftOut = leftOut;
    this.parts = parts;
    this.valid = valid;
    this.test = test;
  }

  /**
   * A dataset for training.
   *
   * @throws dev.carousel.error.CarouselException if a role names a column that is not there or
   *     cannot have the role, cells are missing, or a part is too short
   */
  public static TableDataset of(Frame frame, Roles roles, SplitPlan plan) {
    RowOrder order = RowSorter.sort(frame, roles.checked());
    Chosen chosen = Chosen.of(frame, roles);
    if (roles.encoding().missing() == Missing.REFUSE) {
      MissingCells.refuse(frame, chosen.inputs().stream().map(i -> i.column().name()).toList());
    }
    Steps steps = Steps.of(roles, chosen.isClass());
    Bounds bounds =
        Splitter.split(order, roles, steps, plan, classes(frame, roles, steps, chosen.isClass()));
    Lengths.require(frame, order, roles, steps, bounds);
    TableCodec codec = CodecMaker.make(frame, roles, chosen, order, bounds);
    EncodedTable table = Encoder.encode(frame, order, codec);
    Parts parts = new Parts(table, bounds);
    return new TableDataset(Source.of(frame, parts), codec, chosen.leftOut(), parts, null, null)
        .checked(plan);
  }

  /**
   * The same split, read as an earlier run read it.
   *
   * @throws dev.carousel.error.CarouselException if a column is missing, or a part is too short
   */
  public static TableDataset of(Frame frame, TableCodec codec, SplitPlan plan) {
    RowOrder order = RowSorter.sort(frame, codec.roles());
    Steps steps = codec.steps();
    Bounds bounds =
        Splitter.split(
            order,
            codec.roles(),
            steps,
            plan,
            classes(frame, codec.roles(), steps, codec.predictsClasses()));
    Lengths.require(frame, order, codec.roles(), steps, bounds);
    EncodedTable table = Encoder.encode(frame, order, codec);
    Parts parts = new Parts(table, bounds);
    return new TableDataset(Source.of(frame, parts), codec, List.of(), parts, null, null)
        .checked(plan);
  }

  /** The target by which whole groups are stratified; null if it is no label of groups. */
  private static @Nullable Column classes(Frame frame, Roles roles, Steps steps, boolean isClass) {
    return steps.isLabel() && isClass ? frame.column(roles.columns().targets().get(0)) : null;
  }

  /**
   * A dataset for evaluating a saved model: all rows are in the validation part, read as the
   * model's training data was. Columns are found by name; others are ignored.
   */
  public static TableDataset evaluation(Frame frame, TableCodec codec) {
    Parts parts = whole(frame, codec, "validation");
    return new TableDataset(Source.of(frame, parts), codec, List.of(), parts, null, null);
  }

  /** All of a table as its validation part. */
  private static Parts whole(Frame frame, TableCodec codec, String name) {
    EncodedTable table = codec.encode(frame);
    RowOrder order = table.order();
    int[] starts = Arrays.copyOf(order.starts(), order.groupCount());
    Bounds bounds = new Bounds(starts, Bounds.allTraining(order).validTo());
    Parts parts = new Parts(table, bounds);
    Lengths.requireSome(
        frame.source(), frame.rows(), codec.steps(), parts.validation(), name, frame.rows());
    return parts;
  }

  /**
   * The same, validated on all rows of another table.
   *
   * @throws dev.carousel.error.CarouselException if it lacks a column, or is too short
   */
  public TableDataset withValidation(Frame other) {
    Extra extra = extra(other, "validation");
    return new TableDataset(source, codec, leftOut, parts, extra, test);
  }

  /**
   * The same, with all rows of another table as the test part.
   *
   * @throws dev.carousel.error.CarouselException if it lacks a column, or is too short
   */
  public TableDataset withTest(Frame other) {
    Extra extra = extra(other, "test");
    return new TableDataset(source, codec, leftOut, parts, valid, extra);
  }

  private Extra extra(Frame other, String name) {
    Parts whole = whole(other, codec, name);
    return new Extra(Source.of(other, whole), whole);
  }

  /**
   * Refuses a loss that has no meaning for the numbers to be predicted, such as one of counts for
   * numbers that are scaled.
   *
   * @param name of the loss, for the message
   * @throws CarouselException saying what to change
   */
  public void requireFit(String name, NumberLoss loss) {
    Scaling scaling = codec.roles().encoding().scale();
    String wanted = loss.unfit(SCALED);
    if (codec.predictsClasses() || wanted == null) {
      return;
    }
    if (scaling != Scaling.NONE) {
      throw CarouselException.usage("The loss " + name + " is of numbers that are not scaled.")
          .expected("targets that are " + wanted + ": --scale none")
          .found("--scale " + scaling.name().toLowerCase(Locale.ROOT))
          .where("--loss " + name)
          .mend("add --scale none, or choose another loss (carousel plugins losses)")
          .build();
    }
    for (Column column : source.truth.columns()) {
      requireFit(name, loss, (NumberColumn) column);
    }
  }

  private void requireFit(String name, NumberLoss loss, NumberColumn column) {
    for (int row = 0; row < column.rows(); row++) {
      double value = column.values()[row];
      String wanted = Double.isNaN(value) ? null : loss.unfit((float) value);
      if (wanted != null) {
        throw CarouselException.failure(
                "Column '" + column.name() + "' does not suit the loss " + name + ".")
            .expected(wanted)
            .found(column.text(row))
            .where(source.name + ", row " + (row + 1))
            .mend("choose another loss (carousel plugins losses), or correct the table")
            .build();
      }
    }
  }

  private TableDataset checked(SplitPlan plan) {
    Steps steps = codec.steps();
    long[] rows = parts.rows();
    Lengths.requireSome(source.name, source.rows, steps, parts.training(), "training", rows[0]);
    if (plan.valid() > 0) {
      Lengths.requireSome(
          source.name, source.rows, steps, parts.validation(), "validation", rows[1]);
    }
    if (plan.test() > 0) {
      Lengths.requireSome(source.name, source.rows, steps, parts.test(), "test", rows[2]);
    }
    return this;
  }

  @Override
  public String description() {
    Roles roles = codec.roles();
    StringBuilder text = new StringBuilder();
    text.append("table ").append(source.name).append(": ").append(parts.words());
    append(text, valid, "to validate");
    append(text, test, "to test");
    text.append("; ").append(String.join(", ", roles.columns().targets()));
    Steps steps = codec.steps();
    text.append(steps.isLabel() ? ", one for each group" : ", " + steps.ahead() + " ahead");
    if (steps.horizon() > 1) {
      text.append(", ").append(steps.horizon()).append(" rows at once");
    }
    if (steps.window() != null) {
      text.append(", windows of ").append(steps.window());
    }
    if (!leftOut.isEmpty()) {
      text.append("; left out, not numeric: ").append(String.join(", ", leftOut));
    }
    parts.notes().forEach(note -> text.append("; ").append(note));
    return text.toString();
  }

  private static void append(StringBuilder text, @Nullable Extra extra, String use) {
    if (extra != null) {
      text.append(
          String.format(
              Locale.ROOT, ", %,d of %s %s", extra.parts.rows()[1], extra.source.name, use));
      extra.parts.notes().forEach(note -> text.append(" (").append(note).append(')'));
    }
  }

  @Override
  public DataShape shape() {
    return codec.shape().orElseThrow();
  }

  @Override
  public Part training() {
    return parts.training();
  }

  @Override
  public Part validation() {
    return valid == null ? parts.validation() : valid.parts.validation();
  }

  @Override
  public Part test() {
    return test == null ? parts.test() : test.parts.validation();
  }

  /**
   * Where the predictions of a part of this dataset are made; empty for an empty part.
   *
   * @throws IllegalArgumentException if it is a part of other data
   */
  public Optional<PartRows> rows(Part part) {
    if (part.symbols() == 0) {
      return Optional.empty();
    }
    if (part instanceof Placed placed) {
      for (Extra each : tables()) {
        if (each.parts.table() == placed.table()) {
          return Optional.of(new PartRows(placed, each.source.truth));
        }
      }
    }
    throw new IllegalArgumentException("the part belongs to other data");
  }

  private List<Extra> tables() {
    return Stream.of(new Extra(source, parts), valid, test).filter(Objects::nonNull).toList();
  }

  /**
   * The mean absolute error, in the training part, of predicting the value of a season before: the
   * scale of MASE.
   *
   * @param output the index of a target column of numbers
   * @param season the rows from one value to the one that it is predicted from
   * @return NaN if the dataset has no training part, or labels groups
   */
  public double naiveError(int output, int season) {
    NaiveError error = new NaiveError(season);
    TableTruth truth = source.truth;
    RowOrder order = parts.table().order();
    for (int g = 0; !codec.labelsGroups() && g < order.groupCount(); g++) {
      error.nextSeries();
      for (int step = 0; step < parts.bounds().trainTo()[g] - order.starts()[g]; step++) {
        error.add(truth.number(output, g, step));
      }
    }
    return error.mean();
  }

  @Override
  public TableCodec codec() {
    return codec;
  }

  /** The files of all tables. */
  @Override
  public DataIdentity identity() {
    if (valid == null && test == null) {
      return source.identity;
    }
    List<FileSum> files = new ArrayList<>(source.identity.files());
    if (valid != null) {
      files.addAll(valid.source.identity.files());
    }
    if (test != null) {
      files.addAll(test.source.identity.files());
    }
    return DataIdentity.of(files);
  }
}
