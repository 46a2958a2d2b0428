package dev.carousel.train;

import dev.carousel.data.Chunk;
import dev.carousel.data.SequenceList;
import dev.carousel.model.BoundNetwork;
import dev.carousel.model.Carry;
import dev.carousel.model.NetworkPass;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Reads one sequence in order, as in use, with a network that reads forwards; a long one in several
 * rows at once.
 *
 * <p>The first row starts with the state after what precedes the sequence. Every other row is
 * warmed up: it first reads the steps before it, from a zero state. This is checked: the state with
 * which a row starts must be the one with which the previous row ends. Rows that started with
 * another state are read again from the right one, if necessary one after the other. So the result
 * is that of a single row, whatever the network remembers.
 */
final class SequenceReader {
  /** The maximum distance of two states that count as equal: some ten units in the last place. */
  static final double SAME = 1e-6;

  private final BoundNetwork network;
  private final SequenceList sequences;
  private final int sequence;
  private final ReadingPlan plan;
  private final Scoring into;
  private final int rows;
  private final Carry[] starts;
  private final Carry[] ends;
  private final Scoring[] scorings;

  private SequenceReader(
      BoundNetwork network, SequenceList sequences, int sequence, ReadingPlan plan, Scoring into) {
    this.network = network;
    this.sequences = sequences;
    this.sequence = sequence;
    this.plan = plan;
    this.into = into;
    rows = plan.rows(sequences.length(sequence));
    starts = new Carry[rows];
    ends = new Carry[rows];
    scorings = new Scoring[rows];
  }

  /** Scores a network on one of the sequences. */
  static void read(
      BoundNetwork network, SequenceList sequences, int sequence, ReadingPlan plan, Scoring into) {
    new SequenceReader(network, sequences, sequence, plan, into).read();
  }

  private void read() {
    int[] all = IntStream.range(0, rows).toArray();
    warmUp(all);
    score(all);
    List<Integer> wrong = wrong();
    if (!wrong.isEmpty()) {
      wrong.forEach(row -> starts[row] = ends[row - 1]);
      score(all);
      wrong = wrong();
    }
    while (!wrong.isEmpty()) {
      int first = wrong.get(0);
      starts[first] = ends[first - 1];
      score(new int[] {first});
      wrong = wrong();
    }
    Scoring whole = into.another();
    for (Scoring each : scorings) {
      whole.addAll(each);
    }
    into.addAll(whole);
  }

  /** The rows that started with another state than the one with which the previous row ended. */
  private List<Integer> wrong() {
    return IntStream.range(1, rows)
        .filter(row -> ends[row - 1].distance(starts[row]) > SAME)
        .boxed()
        .toList();
  }

  /** Computes the states with which the rows start, from zero states some steps before. */
  private void warmUp(int[] all) {
    int before = Math.min(plan.context(), sequences.before(sequence));
    starts[0] = run(new int[] {-before}, new int[] {before}, Carry.zero(), null);
    if (rows > 1) {
      // The first row reads what the second reads, and drops it: no chunk of another size.
      int[] to = IntStream.of(all).map(row -> start(Math.max(1, row))).toArray();
      int[] lengths =
          IntStream.of(to)
              .map(step -> Math.min(plan.warmUp(), step + sequences.before(sequence)))
              .toArray();
      int[] from = IntStream.of(all).map(row -> to[row] - lengths[row]).toArray();
      Carry warm = run(from, lengths, Carry.zero(), null);
      IntStream.range(1, rows).forEach(row -> starts[row] = warm.row(row));
    }
  }

  /** Reads rows, each from its start, and keeps their scores and final states. */
  private void score(int[] which) {
    int[] from = IntStream.of(which).map(this::start).toArray();
    int[] lengths = IntStream.of(which).map(row -> start(row + 1) - start(row)).toArray();
    Scoring[] found = new Scoring[which.length];
    Arrays.setAll(found, i -> into.another());
    Carry carry = Carry.ofRows(IntStream.of(which).mapToObj(row -> starts[row]).toList());
    Carry end = run(from, lengths, carry, found);
    for (int i = 0; i < which.length; i++) {
      scorings[which[i]] = found[i];
      ends[which[i]] = end.row(i);
    }
  }

  /**
   * Runs the network over parts of the sequence in parallel.
   *
   * @param found receives the scores of each; null if they are not scored
   * @return the states after them
   */
  private Carry run(int[] from, int[] lengths, Carry start, Scoring @Nullable [] found) {
    Carry carry = start;
    int[] all = new int[from.length];
    Arrays.fill(all, sequence);
    int longest = IntStream.of(lengths).max().orElse(0);
    for (int done = 0; done < longest; done += plan.steps()) {
      int at = done;
      int[] steps =
          IntStream.of(lengths)
              .map(length -> Math.max(0, Math.min(plan.steps(), length - at)))
              .toArray();
      int[] places =
          IntStream.range(0, from.length)
              .map(i -> steps[i] == 0 ? from[i] : from[i] + at)
              .toArray();
      Chunk chunk = sequences.stretches(all, places, steps);
      NetworkPass pass = network.infer(chunk, carry);
      for (int i = 0; found != null && i < found.length; i++) {
        add(pass, chunk, i, steps[i], places[i], found[i]);
      }
      carry = pass.carry();
      pass.release();
    }
    return carry;
  }

  /** Adds the predictions of a row that count. */
  private void add(NetworkPass pass, Chunk chunk, int row, int steps, int first, Scoring scoring) {
    int rows = chunk.rows();
    int[] counted =
        IntStream.range(0, steps).map(step -> step * rows + row).filter(chunk::counts).toArray();
    int[] from = new int[counted.length];
    Arrays.fill(from, sequence);
    scoring.add(
        pass.predictions(counted),
        from,
        IntStream.of(counted).map(place -> first + place / rows).toArray());
  }

  /** The first step of a row; for the row after the last, the end. */
  private int start(int row) {
    return (int) ((long) sequences.length(sequence) * row / rows);
  }
}
