package dev.carousel.train;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.carousel.Engines;
import dev.carousel.data.Dataset;
import dev.carousel.data.Part;
import dev.carousel.data.SequenceList;
import dev.carousel.data.Targets;
import dev.carousel.engine.Engine;
import dev.carousel.fixture.Cells;
import dev.carousel.fixture.Panel;
import dev.carousel.model.BoundNetwork;
import dev.carousel.model.Network;
import dev.carousel.model.NetworkSpec;
import dev.carousel.model.Predictions;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A tally takes in each prediction that is scored, once, and knows where it belongs. */
class TallyTest {
  private static final int[] TRAIN = {40, 7, 300, 1, 1500};
  private static final int[] VALID = {10, 3, 60, 2, 200};

  private final Engine engine = Engines.fused(2);

  @AfterEach
  void close() {
    engine.close();
  }

  /** Losses and targets by sequence and step. */
  private static final class Kept implements Tally {
    private final Map<Long, Double> losses = new HashMap<>();
    private final Map<Long, Float> targets = new HashMap<>();

    @Override
    public Tally another() {
      return new Kept();
    }

    @Override
    public void add(Predictions made, int[] sequences, int[] steps) {
      assertEquals(made.count(), sequences.length);
      assertEquals(made.count(), steps.length);
      for (int i = 0; i < made.count(); i++) {
        long place = key(sequences[i], steps[i]);
        double loss = made.loss().of(made.outputs(i), made.targets(), i);
        assertEquals(null, losses.put(place, loss), "taken in twice: " + place);
        targets.put(place, ((Targets.Values) made.targets()).values()[i]);
      }
    }

    @Override
    public void addAll(Tally other) {
      ((Kept) other).losses.forEach((place, loss) -> assertEquals(null, losses.put(place, loss)));
      targets.putAll(((Kept) other).targets);
    }

    private static long key(int sequence, int step) {
      return sequence * 1_000_000L + step;
    }
  }

  private BoundNetwork network(Dataset data, boolean bidirectional) {
    NetworkSpec spec =
        NetworkSpec.of(data.shape(), Cells.lstm()).units(7).bidirectional(bidirectional);
    Network network = Network.compile(engine, spec);
    return network.bind(network.initialParameters(3));
  }

  private static void check(BoundNetwork network, Part part, ReadingPlan plan) {
    Kept kept = new Kept();
    Scores scores = Evaluation.scores(network, part, plan, kept);
    assertEquals(part.symbols(), kept.losses.size());
    double sum = kept.losses.values().stream().mapToDouble(loss -> loss).sum();
    assertEquals(scores.loss().sum(), sum, 1e-6 * sum);
    SequenceList sequences = part.sequences();
    for (int s = 0; s < sequences.size(); s++) {
      int length = sequences.length(s);
      float[] expected =
          ((Targets.Values)
                  sequences.stretches(new int[] {s}, new int[1], new int[] {length}).targets())
              .values();
      for (int step = 0; step < length; step++) {
        assertEquals(expected[step], kept.targets.get(Kept.key(s, step)), s + ", " + step);
      }
    }
  }

  /** A warm-up of one step makes rows start in the wrong state, so that they are read again. */
  @Test
  void eachPredictionOfASequenceIsTakenInOnceAlsoWhereRowsAreReadAgain() {
    Dataset data = Panel.ofWaves(TRAIN, VALID, 1);
    BoundNetwork network = network(data, false);
    for (Part part : new Part[] {data.training(), data.validation()}) {
      check(network, part, ReadingPlan.USUAL);
      check(network, part, new ReadingPlan(8, 1, 7, 1, 99));
      check(network, part, new ReadingPlan(1, 1, 128, 9, 0));
    }
  }

  @Test
  void soIsEachOfANetworkThatReadsBothWays() {
    Dataset data = Panel.ofWaves(TRAIN, VALID, 1);
    check(network(data, true), data.training(), ReadingPlan.USUAL);
    check(network(data, true), data.validation(), ReadingPlan.USUAL);
  }

  @Test
  void scoresAreTheSameWithATally() {
    Dataset data = Panel.ofWaves(TRAIN, VALID, 1);
    BoundNetwork network = network(data, false);
    Scores expected = Evaluation.scores(network, data.training());
    assertEquals(expected, Evaluation.scores(network, data.training(), new Kept()));
    assertTrue(expected.loss().predictions() > 0);
  }
}
