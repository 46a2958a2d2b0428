package dev.carousel.data.predict;

import dev.carousel.data.table.EncodedRow;
import dev.carousel.data.table.EncodedTable;
import dev.carousel.data.table.FurtherRows;
import dev.carousel.model.BoundNetwork;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.IntStream;

/**
 * What is predicted beyond the end of each group of a table. What the network predicts at once from
 * the last rows comes first; then predicted values stand in place of rows that are not there, and
 * the network reads on from its states, so the time grows with the number of rows alone.
 *
 * <p>A network with windows reads the last window for each further row. One that reads both ways
 * without windows reads the last 1,024 rows or so again.
 *
 * <p>Immutable and thread-safe.
 */
public final class Continuation {
  /** As many groups as are read at once. */
  private static final int MOST_GROUPS = 32;

  /**
   * Predictions of so many rows may wait for those of the groups before them, which are read at the
   * same time.
   */
  private static final int MOST_WAITING = 8192;

  private final BoundNetwork network;
  private final EncodedTable table;
  private final Answers answers;
  private final int steps;
  private final int ahead;
  private final int atOnce;
  private final int[] origins;
  private final FurtherRows further;

  /**
   * @param origins from how many rows of each group predictions are made
   * @throws dev.carousel.error.CarouselException if known inputs or times do not reach far enough
   */
  Continuation(BoundNetwork network, EncodedTable table, int[] origins, int steps) {
    this.network = network;
    this.table = table;
    this.answers = new Answers(table.codec(), network.network().loss());
    this.steps = steps;
    this.ahead = table.codec().ahead();
    this.atOnce = ahead + table.codec().horizon() - 1;
    this.origins = origins.clone();
    this.further = new FurtherRows(table);
  }

  /** The number of predictions. */
  public long count() {
    return IntStream.range(0, origins.length).mapToLong(this::count).sum();
  }

  /** The number of groups with predictions; one with too few rows has none. */
  public int groups() {
    return (int) IntStream.range(0, origins.length).filter(group -> count(group) > 0).count();
  }

  private int count(int group) {
    if (origins[group] >= ahead) {
      return steps;
    }
    int skipped = ahead - origins[group];
    return origins[group] == 0 ? 0 : Math.max(0, Math.min(steps, atOnce) - skipped);
  }

  /**
   * Makes all predictions, group by group, in the order of time. The step of each is the number of
   * its row beyond the end, from 1. A group with fewer rows to predict from than the network
   * predicts ahead has only the rows that it predicts at once, without those that lack a
   * prediction.
   *
   * @throws dev.carousel.error.CarouselException if a prediction is not finite, or too far from the
   *     numbers of the training to be read on
   */
  public void forEach(Consumer<Prediction> action) {
    int most = Math.max(1, Math.min(MOST_GROUPS, MOST_WAITING / steps));
    List<Integer> block = new ArrayList<>();
    for (int group = 0; group < origins.length; group++) {
      if (origins[group] >= ahead) {
        block.add(group);
      }
      boolean isAlone = origins[group] > 0 && origins[group] < ahead;
      if (isAlone || block.size() == most) {
        make(block, action);
        block.clear();
      }
      if (isAlone) {
        make(new Run(new int[] {group}, origins[group]), Math.min(steps, atOnce), List.of(action));
      }
    }
    make(block, action);
  }

  /** The predictions of all of these groups, one group after the other. */
  private void make(List<Integer> groups, Consumer<Prediction> action) {
    if (groups.isEmpty()) {
      return;
    }
    List<List<Prediction>> waiting = new ArrayList<>();
    List<Consumer<Prediction>> actions = new ArrayList<>();
    actions.add(action);
    for (int i = 1; i < groups.size(); i++) {
      List<Prediction> own = new ArrayList<>(steps);
      waiting.add(own);
      actions.add(own::add);
    }
    make(new Run(groups.stream().mapToInt(group -> group).toArray(), ahead), steps, actions);
    waiting.forEach(own -> own.forEach(action));
  }

  private void make(Run run, int most, List<Consumer<Prediction>> actions) {
    double[][][] outputs = run.reader.start();
    for (int done = 0; done < most; done += atOnce) {
      EncodedRow[][] rows = new EncodedRow[run.groups.length][];
      boolean isLast = done + atOnce >= most;
      for (int i = 0; i < rows.length; i++) {
        List<Prediction> made = made(run.groups[i], done, outputs[i]);
        int wanted = most - done - (atOnce - made.size()); // without those that are skipped
        made.subList(0, Math.max(0, Math.min(made.size(), wanted))).forEach(actions.get(i));
        rows[i] = isLast ? new EncodedRow[0] : encoded(run.groups[i], made);
      }
      outputs = isLast ? outputs : run.reader.next(rows);
    }
  }

  /** Groups that are read at the same time. */
  private final class Run {
    final int[] groups;
    final TailReader reader;

    Run(int[] groups, int last) {
      this.groups = groups;
      this.reader = TailReader.of(network, table, groups, last);
    }
  }

  /** The first step of a group that is to be predicted. */
  private int end(int group) {
    return table.length(group) - table.futureRows(group);
  }

  /**
   * The rows that are predicted at once from the last ones, in the order of time: of each row but
   * the last, the first that follows.
   *
   * @param outputs after each of the last rows
   */
  private List<Prediction> made(int group, int done, double[]... outputs) {
    List<Prediction> made = new ArrayList<>(atOnce);
    for (int i = 0; i < outputs.length; i++) {
      int step = end(group) + done - outputs.length + i;
      EndOrigin origin = new EndOrigin(table, group, step, end(group));
      boolean isLast = i == outputs.length - 1;
      answers.each(
          origin,
          outputs[i],
          origin::where,
          each -> {
            if (isLast || each.place().target() == step + ahead) {
              made.add(each);
            }
          });
    }
    return made;
  }

  private EncodedRow[] encoded(int group, List<Prediction> made) {
    EncodedRow[] rows = new EncodedRow[made.size()];
    Arrays.setAll(
        rows,
        i -> {
          Place place = made.get(i).place();
          FurtherRows.Predicted predicted =
              made.get(i) instanceof NumberPrediction numbers
                  ? FurtherRows.Predicted.of(numbers.values())
                  : FurtherRows.Predicted.of(((ClassPrediction) made.get(i)).name());
          return further.encode(group, place.target(), predicted, () -> EndOrigin.where(place));
        });
    return rows;
  }
}
