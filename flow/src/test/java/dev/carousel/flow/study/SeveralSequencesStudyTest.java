package dev.carousel.flow.study;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.carousel.Engines;
import dev.carousel.data.Chunk;
import dev.carousel.data.Dataset;
import dev.carousel.data.Part;
import dev.carousel.engine.Engine;
import dev.carousel.fixture.Cells;
import dev.carousel.fixture.Panel;
import dev.carousel.flow.FlowReport;
import dev.carousel.flow.FlowSettings;
import dev.carousel.flow.GradientFlow;
import dev.carousel.flow.internal.Measured;
import dev.carousel.flow.measured.LagChoice;
import dev.carousel.flow.measured.Recipe;
import dev.carousel.flow.measured.Run;
import dev.carousel.flow.remedy.Cure;
import dev.carousel.flow.steps.AttributionMeter;
import dev.carousel.model.Carry;
import dev.carousel.model.Network;
import dev.carousel.model.NetworkSpec;
import dev.carousel.plugin.PluginDiscovery;
import dev.carousel.plugin.PluginRef;
import dev.carousel.plugin.Plugins;
import dev.carousel.train.SteadyClock;
import dev.carousel.train.TrainerFactory;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** All that is done with one long sequence is done with several of different lengths. */
class SeveralSequencesStudyTest {
  private static final int LAG = 20;

  /** Forty sequences of 8 to 47 steps, and half as many more of each to validate. */
  private static Dataset panel() {
    int[] train = IntStream.range(0, 40).map(i -> 8 + i * 17 % 40).toArray();
    int[] valid = IntStream.of(train).map(length -> length / 2).toArray();
    return Panel.ofDays(train, valid, 1);
  }

  @Test
  void networksAreTrainedMeasuredAndCured() {
    try (Engine engine = Engines.fused(2)) {
      Conditions conditions =
          Conditions.of(panel(), Plugins.of(PluginDiscovery.onClassPath()), engine, 6)
              .withUpdates(20)
              .withLag(LAG);
      Study study =
          new Study(
              conditions,
              GradientFlow::measure,
              new TrainerFactory(new SteadyClock()),
              StudyListener.none());
      Run run =
          study.train(
              new Recipe(
                  PluginRef.parse("rnn"),
                  PluginRef.parse("adam:lr=0.01"),
                  List.of(PluginRef.parse("clip-norm:max=1")),
                  16));
      assertEquals(20, run.updates());
      assertTrue(Double.isFinite(run.validLoss()), () -> "loss " + run.validLoss());
      assertEquals(LAG, run.flow().lag(), "validation sequences have up to 23 steps");
      assertTrue(run.need().data() != null, "the dependence in the data");
      assertTrue(run.need().network() != null, "the context that the network uses");
      List<Cure> cures = study.prove(List.of(run), List.of(1L, 2L));
      for (Cure cure : cures) {
        assertEquals(2, cure.judged().trial().loss().seeds());
      }
    }
  }

  /** The lag is measured wherever a sequence is long enough, though most are short. */
  @Test
  void theLongestSequencesAreMeasured() {
    int[] lengths = IntStream.range(0, 200).map(i -> i % 50 == 7 ? 120 : 6).toArray();
    Part part = Panel.ofWaves(lengths, 3).training();
    LagChoice lag = LagChoice.of(part, 60, 1);
    assertEquals(60, lag.settings().lag());
    Chunk first = Measured.epoch(part, 16, 61, 1).chunk(0);
    assertEquals(61, first.steps());
    assertEquals(61, first.length(0));
  }

  /** A sequence gives what it gives in a part of its own. */
  @Test
  void gradientFlowIsThatOfTheSequencesAlone() {
    int[] lengths = IntStream.range(0, 6).map(i -> 31).toArray();
    Panel all = Panel.ofWaves(lengths, 5);
    FlowSettings settings = new FlowSettings(30, 6, 1, 1, false);
    try (Engine engine = Engines.fused(1)) {
      Network network = Network.compile(engine, NetworkSpec.of(all.shape(), Cells.lstm()).units(4));
      FlowReport together =
          GradientFlow.measure(network, network.initialParameters(1), all.training(), settings);
      double[] logs = new double[31];
      for (int i = 0; i < 6; i++) {
        int own = i;
        int[] one = IntStream.range(0, 6).map(k -> k == own ? 31 : 0).toArray();
        int[] rest = IntStream.range(0, 6).map(k -> k == own ? 0 : 31).toArray();
        Part alone = new Panel(all.steps(), one, rest).training();
        FlowReport found =
            GradientFlow.measure(
                network, network.initialParameters(1), alone, new FlowSettings(30, 1, 1, 1, false));
        double[] gradient = found.layers().get(0).states().get(0).gradient();
        for (int lag = 0; lag < logs.length; lag++) {
          logs[lag] += Math.log(gradient[lag]) / 6;
        }
      }
      double[] expected = IntStream.range(0, 31).mapToDouble(lag -> Math.exp(logs[lag])).toArray();
      assertArrayEquals(expected, together.layers().get(0).states().get(0).gradient(), 1e-5);
    }
  }

  @Test
  void numbersAndCategoriesAreAttributedTogether() {
    Part part = panel().training();
    try (Engine engine = Engines.fused(1)) {
      for (int embedding : new int[] {0, 3}) {
        NetworkSpec spec =
            NetworkSpec.of(panel().shape(), Cells.lstm()).units(4).embedding(embedding);
        Network network = Network.compile(engine, spec);
        Chunk chunk = Measured.epoch(part, 4, 12, 1).chunk(0);
        var found =
            AttributionMeter.measure(
                network, network.initialParameters(1), chunk, Carry.zero(), 11);
        assertEquals(4, found.samples());
        assertFalse(Double.isNaN(found.gradient()[11]));
      }
    }
  }
}
