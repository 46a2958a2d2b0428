package dev.carousel.train;

import dev.carousel.data.Chunk;
import dev.carousel.data.SequenceList;
import dev.carousel.model.BoundNetwork;
import dev.carousel.model.Carry;
import dev.carousel.model.NetworkPass;
import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * Reads several sequences at once with a network that reads forwards, each in a row of its own: in
 * order, from a zero state before what precedes it, of which nothing is scored.
 */
record SideBySideReader(BoundNetwork network, SequenceList sequences, ReadingPlan plan) {

  /** The steps that are read of a sequence, together with those before it. */
  static int steps(SequenceList sequences, ReadingPlan plan, int sequence) {
    return sequences.length(sequence) + context(sequences, plan, sequence);
  }

  private static int context(SequenceList sequences, ReadingPlan plan, int sequence) {
    return Math.min(plan.context(), sequences.before(sequence));
  }

  /** Scores some sequences. */
  void read(int[] batch, Scoring into) {
    int[] context = Arrays.stream(batch).map(s -> context(sequences, plan, s)).toArray();
    int[] lengths = Arrays.stream(batch).map(s -> steps(sequences, plan, s)).toArray();
    int longest = Arrays.stream(lengths).max().orElse(0);
    Scoring scoring = into.another();
    Carry carry = Carry.zero();
    for (int done = 0; done < longest; done += plan.steps()) {
      int at = done;
      int[] starts =
          IntStream.range(0, batch.length)
              .map(row -> Math.min(at, lengths[row]) - context[row])
              .toArray();
      int[] steps =
          Arrays.stream(lengths)
              .map(length -> Math.max(0, Math.min(plan.steps(), length - at)))
              .toArray();
      Chunk chunk = sequences.stretches(batch, starts, steps);
      NetworkPass pass = network.infer(chunk, carry);
      int[] scored = scored(chunk, starts, steps);
      if (scored.length > 0) {
        int rows = batch.length;
        scoring.add(
            pass.predictions(scored),
            IntStream.of(scored).map(place -> batch[place % rows]).toArray(),
            IntStream.of(scored).map(place -> starts[place % rows] + place / rows).toArray());
      }
      carry = pass.carry();
      pass.release();
    }
    into.addAll(scoring);
  }

  /** The predictions of a chunk that count, without those of what precedes a sequence. */
  private static int[] scored(Chunk chunk, int[] starts, int[] steps) {
    int rows = starts.length;
    int most = Arrays.stream(steps).max().orElse(0);
    return IntStream.range(0, most * rows)
        .filter(place -> place / rows < steps[place % rows])
        .filter(place -> starts[place % rows] + place / rows >= 0)
        .filter(chunk::counts)
        .toArray();
  }
}
