package dev.carousel.data.table;

import dev.carousel.data.DataIdentity;
import dev.carousel.data.DataShape;
import dev.carousel.data.Dataset;
import dev.carousel.data.Part;
import dev.carousel.data.SequenceList;
import dev.carousel.data.Sizes;
import dev.carousel.data.StreamPart;
import dev.carousel.error.CarouselException;
import java.util.Locale;

/**
 * A table split by time into a training and a validation part, standardised with the statistics of
 * the training part. Numbers are predicted at every step or at the end of windows. Windows of the
 * training part come in an order of their own in each epoch, those of the validation part in the
 * order of time.
 *
 * <p>Every row of the validation part is predicted once, as in use: from all rows that are far
 * enough before it. The inputs of the first of them therefore belong to the training part. No
 * target of the training part lies beyond it.
 */
public final class TableDataset implements Dataset {
  private final Table table;
  private final TableCodec codec;
  private final Samples samples;
  private final int cut;

  private TableDataset(Table table, TableCodec codec, int cut) {
    this.table = table;
    this.codec = codec;
    this.cut = cut;
    this.samples = Samples.of(table, codec);
  }

  static TableDataset split(Table table, TableTargets forecast, double valid) {
    forecast.targets().forEach(table::column);
    int cut = cut(table, forecast, valid);
    return new TableDataset(table, TableStatistics.measure(table, forecast, cut), cut);
  }

  static TableDataset split(Table table, TableCodec codec, double valid) {
    return new TableDataset(table, codec, cut(table, codec.forecast(), valid));
  }

  private static int cut(Table table, TableTargets forecast, double valid) {
    int cut = Sizes.trainingLength(table.rows(), valid);
    requireLength(table, "training", forecast, cut);
    if (valid > 0 && cut == table.rows()) {
      throw tooShort(table, "validation", "1 row", 0);
    }
    return cut;
  }

  static TableDataset evaluation(Table table, TableCodec codec) {
    requireLength(table, "validation", codec.forecast(), table.rows());
    return new TableDataset(table, codec, 0);
  }

  private static void requireLength(Table table, String part, TableTargets forecast, int rows) {
    if (forecast.predictions(rows) < 1) {
      Integer window = forecast.window();
      String needed =
          (window == null ? "1 row" : "a window of " + window)
              + (forecast.ahead() == 0 ? "" : " and " + forecast.ahead() + " ahead");
      throw tooShort(table, part, "enough rows for " + needed, rows);
    }
  }

  private static CarouselException tooShort(Table table, String part, String needed, int rows) {
    return CarouselException.failure("The " + part + " part of the table is too short.")
        .expected(needed)
        .found(rows + " of the table's " + table.rows() + " rows")
        .where(table.name())
        .mend("use more rows, a shorter window, or another share for validation")
        .build();
  }

  @Override
  public String description() {
    Integer window = codec.forecast().window();
    return String.format(
        Locale.ROOT,
        "table %s: %,d rows to train, %,d to validate; %s, %d ahead%s%s",
        table.name(),
        cut,
        table.rows() - cut,
        String.join(", ", codec.forecast().targets()),
        codec.forecast().ahead(),
        window == null ? "" : ", windows of " + window,
        table.leftOut().isEmpty()
            ? ""
            : "; left out, not numeric: " + String.join(", ", table.leftOut()));
  }

  @Override
  public DataShape shape() {
    return codec.shape().orElseThrow();
  }

  @Override
  public Part training() {
    return part(0, cut, true);
  }

  @Override
  public Part validation() {
    return part(cut, table.rows(), false);
  }

  /** Each row of the part that has enough rows before it in the table is predicted. */
  private Part part(int from, int to, boolean shuffled) {
    if (from == to) {
      return Part.empty();
    }
    Integer window = codec.forecast().window();
    int reach = codec.forecast().ahead() + (window == null ? 0 : window - 1);
    int first = Math.max(0, from - reach);
    int count = to - reach - first;
    return window == null
        ? new StreamPart(SequenceList.of(new SeriesSource(samples), first, count))
        : new WindowPart(samples, first, count, window, shuffled);
  }

  @Override
  public TableCodec codec() {
    return codec;
  }

  @Override
  public DataIdentity identity() {
    return table.identity();
  }
}
