package dev.carousel.data.predict;

import dev.carousel.data.frame.Frame;
import dev.carousel.data.table.RowEncoder;
import dev.carousel.data.table.TableCodec;
import dev.carousel.error.CarouselException;
import dev.carousel.model.BoundNetwork;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Answers the rows of a table one by one, as they come, and keeps the state of each group.
 *
 * <pre>{@code
 * Follower follower = predictor.follow();
 * List<Prediction> made = follower.next(Map.of("meter", "north", "day", "2026-11-26", "load", 1012));
 * }</pre>
 *
 * <p>The predictions are the same bits as those that {@link Predictor#predict} makes from these
 * rows, with these exceptions, since later rows are not known:
 *
 * <ul>
 *   <li>A missing cell of a column that is constant within a group is filled with the value that
 *       the group had before.
 *   <li>What is done about gaps in time, and the times of predictions, follow from the usual
 *       distance of the rows so far.
 *   <li>The label of a group is predicted after each of its rows, as if it ended there.
 * </ul>
 *
 * <p>The state is kept of a limited number of groups. If one more comes, the group whose last row
 * is the longest ago is forgotten; should it come again, it begins anew. {@link #forgotten} counts.
 *
 * <p>Thread-safe: rows are answered one at a time. The engine must stay open.
 */
public final class Follower {
  private final TableCodec codec;
  private final RowEncoder encoder;
  private final GroupReader.Maker maker;
  private final Answers answers;
  private final int mostGroups;
  private final LinkedHashMap<String, GroupReader> groups = new LinkedHashMap<>(16, 0.75f, true);
  private int begun;
  private long rows;
  private long forgotten;

  /**
   * @param mostGroups 0 for as many as fit into a quarter of the heap, at most 1,000,000
   */
  Follower(BoundNetwork network, TableCodec codec, int mostGroups) {
    this.codec = codec;
    this.encoder = new RowEncoder(codec);
    this.maker = new GroupReader.Maker(network, codec);
    this.answers = new Answers(codec, network.network().loss());
    long fitting = Runtime.getRuntime().maxMemory() / 4 / maker.bytes();
    if (mostGroups < 0 || mostGroups > 2 * fitting) {
      throw CarouselException.usage("The number of groups whose state is kept is out of range.")
          .expected("from 1 to " + 2 * fitting + ", which take half of the heap (0 for the usual)")
          .found(mostGroups)
          .mend("keep fewer groups, or use a larger heap: CAROUSEL_OPTS=-Xmx8g")
          .build();
    }
    this.mostGroups = mostGroups > 0 ? mostGroups : (int) Math.max(1, Math.min(1_000_000, fitting));
  }

  /** The columns of a row: those that the network reads, the group and the time. */
  public List<String> columns() {
    return encoder.columns();
  }

  /**
   * Answers a row.
   *
   * @param row its cells by the name of the column: numbers, words, or for a missing cell null or
   *     nothing. Further columns are ignored
   * @return what is predicted from it, in the order of the horizon; empty if the model needs more
   *     rows before it. A prediction's truth and row are not known; its origin counts the rows of
   *     its group, from 0
   * @throws CarouselException if a cell is not what its column holds, or is missing and must not
   *     be, the row is not later than the last one of its group, or a prediction is not finite. A
   *     row that is refused changes nothing
   */
  public synchronized List<Prediction> next(Map<String, ? extends @Nullable Object> row) {
    @Nullable Object[] cells = new @Nullable Object[columns().size()];
    for (int c = 0; c < cells.length; c++) {
      cells[c] = row.get(columns().get(c));
    }
    long number = rows + 1;
    return next(cells, () -> "row " + number);
  }

  /**
   * Answers a row, as {@link #next(Map)} does.
   *
   * @param cells in the order of {@link #columns()}
   * @param where the row is, for messages
   */
  public synchronized List<Prediction> next(@Nullable Object[] cells, Supplier<String> where) {
    List<Prediction> made = new ArrayList<>(codec.horizon());
    take(
        cells,
        where,
        (group, outputs) -> answers.each(new RowOrigin(group, encoder), outputs, where, made::add));
    return made;
  }

  /** Receives the outputs after a row, if the model predicts from it. */
  private interface Then {
    void accept(GroupReader group, double[] outputs);
  }

  private void take(@Nullable Object[] cells, Supplier<String> where, @Nullable Then then) {
    String name = encoder.group(cells, where);
    GroupReader known = groups.get(name);
    GroupReader group = known == null ? maker.make(begun, encoder.memory(name)) : known;
    double[] outputs = group.take(encoder, cells, where, then != null);
    if (known == null) {
      groups.put(name, group);
      begun++;
      forget();
    }
    rows++;
    if (outputs != null && then != null) {
      then.accept(group, outputs);
    }
  }

  private void forget() {
    Iterator<GroupReader> oldest = groups.values().iterator();
    while (groups.size() > mostGroups) {
      oldest.next();
      oldest.remove();
      forgotten++;
    }
  }

  /**
   * Reads the rows so far, from which nothing is to be predicted. They also tell how far apart rows
   * usually are.
   *
   * @throws CarouselException if a column is missing, or a row is refused
   */
  public synchronized void read(Frame past) {
    codec.wanted().requireIn(past.source(), past.names());
    encoder.each(past, (cells, where) -> take(cells, where, null));
  }

  /**
   * Refuses rows that lack a column.
   *
   * @param source of the rows, for the message
   * @param names of the columns that rows have
   * @throws CarouselException with the nearest name
   */
  public void requireColumns(String source, List<String> names) {
    codec.wanted().requireIn(source, names);
  }

  /** How many rows were read. */
  public synchronized long rows() {
    return rows;
  }

  /** How many groups have a state now. */
  public synchronized int groups() {
    return groups.size();
  }

  /** Of how many groups the state is kept at most. */
  public int mostGroups() {
    return mostGroups;
  }

  /** How many groups were forgotten for others. */
  public synchronized long forgotten() {
    return forgotten;
  }

  /** How many cells held a category that training never had. */
  public synchronized long unseen() {
    return encoder.unseen();
  }
}
