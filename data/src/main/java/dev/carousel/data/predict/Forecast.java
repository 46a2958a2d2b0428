package dev.carousel.data.predict;

import dev.carousel.data.frame.Column;
import dev.carousel.data.frame.Frame;
import dev.carousel.data.table.EncodedTable;
import dev.carousel.data.table.TableCodec;
import dev.carousel.data.table.TableInput;
import dev.carousel.data.table.TableOutput;
import dev.carousel.data.table.TableTruth;
import dev.carousel.error.CarouselException;
import dev.carousel.model.BoundNetwork;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * A table that was read for predictions, which are made as they are asked for. Immutable and
 * thread-safe.
 */
public final class Forecast {
  private final BoundNetwork network;
  private final String source;
  private final OriginReader reader;
  private final EncodedTable table;
  private final TableTruth truth;
  private final Answers answers;

  private Forecast(BoundNetwork network, EncodedTable table, Frame frame) {
    this.network = network;
    this.source = frame.source();
    this.table = table;
    this.truth = new TableTruth(table, frame);
    this.answers = new Answers(table.codec(), network.network().loss());
    this.reader = new OriginReader(network, table);
  }

  /** Of whole groups of a larger table; there may be nothing to predict. */
  static Forecast ofGroups(BoundNetwork network, TableCodec codec, Frame frame) {
    return new Forecast(network, codec.encodeGroups(inputs(frame, codec)), frame);
  }

  static Forecast of(BoundNetwork network, TableCodec codec, Frame frame) {
    Forecast forecast = new Forecast(network, codec.encode(inputs(frame, codec)), frame);
    if (forecast.origins() == 0) {
      throw nothing(codec, frame);
    }
    return forecast;
  }

  /** The columns without the targets that are no inputs, which may hold anything. */
  private static Frame inputs(Frame frame, TableCodec codec) {
    Set<String> targets =
        codec.outputs().stream().map(TableOutput::name).collect(Collectors.toSet());
    codec.columns().stream().map(TableInput::name).forEach(targets::remove);
    List<Column> kept =
        frame.columns().stream().filter(column -> !targets.contains(column.name())).toList();
    return kept.isEmpty() ? frame : Frame.of(frame.source(), kept, frame.identity());
  }

  private static CarouselException nothing(TableCodec codec, Frame frame) {
    Integer window = codec.roles().request().window();
    String rows = window == null ? "1 row" : "a window of " + window + " rows";
    boolean isKnown = codec.columns().stream().anyMatch(TableInput::known);
    int later = codec.ahead() + codec.horizon() - 1;
    return CarouselException.failure("The table has too few rows to predict anything.")
        .expected(
            rows
                + (isKnown ? " and " + later + " after it, for the known inputs," : "")
                + (codec.roles().columns().group() == null ? "" : " in at least one group"))
        .found(frame.rows() + (frame.rows() == 1 ? " row" : " rows"))
        .where(frame.source())
        .mend("give more rows")
        .build();
  }

  /** The table, as the network reads it. */
  public EncodedTable table() {
    return table;
  }

  /** From how many rows predictions are made, or for labels of groups, how many groups. */
  public long origins() {
    return IntStream.range(0, table.sequences()).mapToLong(reader::count).sum();
  }

  /** From how many rows of one group predictions are made: from its last ones that can be read. */
  public int origins(int sequence) {
    return reader.count(sequence);
  }

  /** How many of {@link #origins()} are not in the table, but inserted in gaps of time. */
  public long inserted() {
    boolean isLabel = table.codec().labelsGroups();
    return IntStream.range(0, isLabel ? 0 : table.sequences()).mapToLong(this::inserted).sum();
  }

  private long inserted(int sequence) {
    int end = table.readable(sequence);
    return IntStream.range(end - origins(sequence), end)
        .filter(step -> table.row(sequence, step) < 0)
        .count();
  }

  /** The number of predictions. */
  public long count() {
    return origins() * table.codec().horizon();
  }

  /** What the table holds of what is predicted. */
  public TableTruth truth() {
    return truth;
  }

  /**
   * Makes all predictions, group by group, in the order of time, and from each row in the order of
   * the horizon.
   *
   * @throws CarouselException if a prediction is not finite
   */
  public void forEach(Consumer<Prediction> action) {
    reader.read((sequence, origin, outputs) -> answer(sequence, origin, outputs, action));
  }

  /**
   * Goes on beyond the end of each group, with times continued. The rows that the network predicts
   * at once come first. For more of them, predicted values are put in place of the rows that are
   * not there, so later quantiles do not tell how uncertain those values are.
   *
   * @param steps how many rows beyond the end
   * @return what is predicted then, made as it is asked for
   * @throws CarouselException if {@code steps} is less than 1, an input would be needed whose later
   *     values nothing tells, or known inputs or times do not reach far enough
   */
  public Continuation beyond(int steps) {
    ContinuationCheck check = new ContinuationCheck(table.codec(), steps);
    check.requireModel();
    check.requireTable(table, source);
    int[] origins = IntStream.range(0, table.sequences()).map(reader::count).toArray();
    return new Continuation(network, table, origins, steps);
  }

  private void answer(int sequence, int step, double[] outputs, Consumer<Prediction> action) {
    TableOrigin origin = new TableOrigin(table, truth, sequence, step);
    answers.each(origin, outputs, origin::where, action);
  }
}
