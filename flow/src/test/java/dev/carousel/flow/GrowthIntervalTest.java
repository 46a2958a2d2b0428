package dev.carousel.flow;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.carousel.Engines;
import dev.carousel.data.frame.Frame;
import dev.carousel.data.table.Roles;
import dev.carousel.data.table.SplitPlan;
import dev.carousel.data.table.TableDataset;
import dev.carousel.data.text.Text;
import dev.carousel.data.text.TextDataset;
import dev.carousel.engine.Engine;
import dev.carousel.experiments.statistics.Estimate;
import dev.carousel.fixture.Cells;
import dev.carousel.model.Network;
import dev.carousel.model.NetworkSpec;
import dev.carousel.random.RandomStreams;
import dev.carousel.tensor.NamedTensors;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.apache.commons.math3.distribution.BinomialDistribution;
import org.apache.commons.math3.random.RandomGenerator;
import org.junit.jupiter.api.Test;

/** The interval of a growth is about other data of the same kind. */
class GrowthIntervalTest {
  private static final int PAIRS = 40;
  private static final FlowSettings SETTINGS = new FlowSettings(20, 16, 3, 1, false);

  /** Letters in runs whose mean length drifts slowly: neighbouring places are alike. */
  private static TextDataset text(int piece) {
    RandomGenerator random = RandomStreams.stream(piece, "text");
    StringBuilder text = new StringBuilder("abcdef");
    double stay = 0.5;
    while (text.length() < 1500) {
      stay = Math.min(0.9, Math.max(0.1, stay + 0.02 * random.nextGaussian()));
      char last = text.charAt(text.length() - 1);
      text.append(random.nextDouble() < stay ? last : (char) ('a' + random.nextInt(6)));
    }
    byte[] bytes = text.toString().getBytes(StandardCharsets.UTF_8);
    return Text.read("text", new ByteArrayInputStream(bytes)).split(0);
  }

  private static Network network(Engine engine) {
    return Network.compile(engine, NetworkSpec.of(text(0).shape(), Cells.lstm()).units(8));
  }

  private static List<Growth> growths(Network network, NamedTensors parameters) {
    List<Growth> found = new ArrayList<>();
    for (int piece = 0; piece < 2 * PAIRS; piece++) {
      FlowReport report =
          GradientFlow.measure(network, parameters, text(piece).training(), SETTINGS);
      StateFlow c = report.layers().get(0).states().get(1);
      found.add(Objects.requireNonNull(c.growth()));
    }
    return found;
  }

  /** So many pairs that differ would come less than once in a thousand at the rate or below it. */
  private static int moreOftenThan(double rate) {
    return new BinomialDistribution(PAIRS, rate).inverseCumulativeProbability(0.999) + 1;
  }

  /**
   * At the promised rate of one in twenty two of 40 pairs are expected to differ. Up to one more is
   * allowed: 86 % of samples of 40 pairs have no more than 3. By the misfit of the line, which is
   * about one text, so many are told apart that it is not a matter of one in twenty: 8 of 40 or
   * more have a probability of 0.0007 at that rate.
   */
  @Test
  void theSameNetworkOnTwoTextsIsTheSameNineteenTimesInTwenty() {
    try (Engine engine = Engines.fused(1)) {
      Network network = network(engine);
      List<Growth> found = growths(network, network.initialParameters(1));
      int different = 0;
      int misfits = 0;
      for (int pair = 0; pair < PAIRS; pair++) {
        Growth a = found.get(2 * pair);
        Growth b = found.get(2 * pair + 1);
        assertEquals(16, a.pieces());
        different += a.estimate().pValue(b.estimate()) < 0.05 ? 1 : 0;
        misfits += apart(a.misfit(), b.misfit()) ? 1 : 0;
      }
      assertTrue(different <= PAIRS / 20 + 1, different + " of " + PAIRS + " pairs differ");
      assertTrue(
          misfits >= moreOftenThan(0.05), misfits + " of " + PAIRS + " pairs differ by the misfit");
    }
  }

  /**
   * At the level of 1 %, in more than every second pair: 31 of 40 or more have a probability of
   * 0.0003 at the rate of one in two, 30 or more of 0.0011. No rate of finding is promised; that
   * depends on how different the networks are.
   */
  @Test
  void anotherNetworkIsFound() {
    try (Engine engine = Engines.fused(1)) {
      Network network = network(engine);
      List<Growth> one = growths(network, network.initialParameters(1));
      List<Growth> other = growths(network, network.initialParameters(2));
      int different = 0;
      for (int pair = 0; pair < PAIRS; pair++) {
        Estimate after = other.get(PAIRS + pair).estimate();
        different += one.get(pair).estimate().pValue(after) < 0.01 ? 1 : 0;
      }
      assertTrue(different >= moreOftenThan(0.5), different + " of " + PAIRS + " pairs differ");
    }
  }

  /** Windows one step apart are all but one piece: 200 of them over 20 rows are five. */
  @Test
  void windowsThatOverlapAreOnePiece() {
    assertEquals(5, growth(table(400, 20)).pieces());
    Growth single = growth(table(100, 40));
    assertEquals(1, single.pieces());
    assertTrue(Double.isNaN(single.low95()));
    assertFalse(single.estimate().isTestable());
  }

  private TableDataset table(int rows, int window) {
    RandomGenerator random = RandomStreams.stream(1, "table");
    double[] noise = new double[rows];
    Arrays.setAll(noise, row -> random.nextGaussian());
    return TableDataset.of(
        Frame.of("x", noise), Roles.of("x").withWindow(window), SplitPlan.of(0.5));
  }

  private static Growth growth(TableDataset table) {
    try (Engine engine = Engines.fused(1)) {
      NetworkSpec spec = NetworkSpec.of(table.shape(), Cells.lstm()).units(4);
      Network network = Network.compile(engine, spec);
      FlowReport report =
          GradientFlow.measure(
              network,
              network.initialParameters(1),
              table.validation(),
              new FlowSettings(10, 16, 4, 1, false));
      return Objects.requireNonNull(report.layers().get(0).states().get(1).growth());
    }
  }

  private static boolean apart(Growth.Misfit a, Growth.Misfit b) {
    return a.high95() < b.low95() || b.high95() < a.low95();
  }
}
