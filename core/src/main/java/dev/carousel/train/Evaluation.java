package dev.carousel.train;

import dev.carousel.data.Chunk;
import dev.carousel.data.Epoch;
import dev.carousel.data.Part;
import dev.carousel.data.SequenceList;
import dev.carousel.data.Targets;
import dev.carousel.model.BoundNetwork;
import dev.carousel.model.Carry;
import dev.carousel.model.LossTotal;
import dev.carousel.model.NetworkPass;
import java.util.stream.IntStream;

/**
 * Measures how well a network predicts one part of the data in use. Training and saved models are
 * measured in the same way, so that their figures agree.
 *
 * <p>A text or a series is read in order, with the state carried from step to step, as {@link
 * dev.carousel.model.NetworkStream} reads it. It starts with the state after the preceding data (at
 * most its last {@value #CONTEXT} steps), or with a zero state if there is none. Each group of a
 * table with groups is read in the same way, apart from all others. Windows and the sequences of
 * tasks are read one by one, each from a zero state. Every prediction of the part counts once.
 * There is no dropout.
 *
 * <p>A bidirectional network reads a long sequence in segments of 1,024 steps, each together with
 * the 512 before and after it.
 *
 * <p>The figure depends only on the network and the data. Apart from rounding, it does not depend
 * on the number of rows that are read at once, on threads, or on the batch and chunks of the
 * training.
 */
public final class Evaluation {
  /** The maximum number of steps that are read before a part. */
  public static final int CONTEXT = 1024;

  private static final int ROWS = 32;
  private static final int STEPS = 128;

  private Evaluation() {}

  /** The loss over a part; {@link LossTotal#none()} if the part is empty. */
  public static LossTotal of(BoundNetwork network, Part part) {
    return scores(network, part).loss();
  }

  /** All scores on a part; {@link Scores#none()} if the part is empty. */
  public static Scores scores(BoundNetwork network, Part part) {
    return scores(network, part, Tally.none());
  }

  /**
   * All scores on a part; {@link Scores#none()} if the part is empty.
   *
   * @param tally takes in each prediction once
   */
  public static Scores scores(BoundNetwork network, Part part, Tally tally) {
    return scores(network, part, ReadingPlan.USUAL, tally);
  }

  /** The scores with a reading plan that a test chooses. */
  static Scores scores(BoundNetwork network, Part part, ReadingPlan plan) {
    return scores(network, part, plan, Tally.none());
  }

  /** The scores with a reading plan that a test chooses, and a tally. */
  static Scores scores(BoundNetwork network, Part part, ReadingPlan plan, Tally tally) {
    if (part.symbols() == 0) {
      return Scores.none();
    }
    Scoring scoring = new Scoring(network.network().engine(), part.unknownClass(), tally);
    SequenceList sequences = part.sequences();
    if (sequences.size() == 0) {
      many(network, part, scoring);
    } else if (network.network().spec().bidirectional()) {
      BothWaysReader.read(network, sequences, scoring);
    } else {
      ReadingOrder.of(sequences, plan).read(network, scoring);
    }
    return scoring.scores();
  }

  /** The epoch in which a part of many sequences is read. */
  static Epoch epoch(Part part) {
    return part.epoch(ROWS, STEPS, 0, 0);
  }

  /** Reads many independent sequences, in chunks of whole ones. */
  private static void many(BoundNetwork network, Part part, Scoring scoring) {
    Epoch epoch = epoch(part);
    for (int i = 0; i < epoch.size(); i++) {
      int index = i;
      Chunk chunk = epoch.chunk(i);
      int rows = chunk.rows();
      boolean isEnd = chunk.targets().moment() == Targets.Moment.END;
      int[] places = IntStream.range(0, chunk.targets().count()).filter(chunk::counts).toArray();
      NetworkPass pass = network.infer(chunk, Carry.zero());
      scoring.add(
          pass.predictions(),
          IntStream.of(places).map(place -> epoch.sequence(index, place % rows)).toArray(),
          IntStream.of(places)
              .map(place -> isEnd ? chunk.lastStep(place) : place / rows)
              .toArray());
      pass.release();
    }
  }
}
