package dev.carousel.flow;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.carousel.Engines;
import dev.carousel.data.Part;
import dev.carousel.data.Targets.Moment;
import dev.carousel.data.text.Text;
import dev.carousel.data.text.TextDataset;
import dev.carousel.engine.Engine;
import dev.carousel.expr.Initializers;
import dev.carousel.fixture.Cells;
import dev.carousel.flow.fixture.Sequences;
import dev.carousel.model.Network;
import dev.carousel.model.NetworkSpec;
import dev.carousel.refusal.Refusal;
import dev.carousel.spi.Cell;
import dev.carousel.tensor.NamedTensors;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** The exact answers that gradient flow has in simple networks. */
class GradientFlowTest {
  private static final double RELATIVE = 1e-3;
  private static final int UNITS = 6;

  /** Both engines. */
  enum Kind {
    REFERENCE,
    FUSED;

    Engine make() {
      return this == REFERENCE ? Engines.reference() : Engines.fused(2);
    }
  }

  private static FlowReport measure(
      Kind kind, Cell cell, Sequences task, int layers, boolean bidirectional, int lag) {
    try (Engine engine = kind.make()) {
      NetworkSpec spec =
          NetworkSpec.of(task.shape(), cell)
              .units(UNITS)
              .layers(layers)
              .bidirectional(bidirectional);
      Network network = Network.compile(engine, spec);
      return GradientFlow.measure(
          network, network.initialParameters(1), task.data().training(), FlowSettings.ofLag(lag));
    }
  }

  private static StateFlow state(FlowReport report, int layer, String name) {
    return report.layers().get(layer).states().stream()
        .filter(state -> state.state().equals(name))
        .findFirst()
        .orElseThrow();
  }

  private static Growth growth(StateFlow state) {
    return Objects.requireNonNull(state.growth());
  }

  private static Cell orthogonal(double gain) {
    return Cells.linear(Initializers.orthogonal(gain));
  }

  private static void assertRelative(double expected, double found) {
    assertEquals(expected, found, RELATIVE * Math.abs(expected));
  }

  @ParameterizedTest
  @CsvSource({
    "REFERENCE, 0.9, VANISHING",
    "REFERENCE, 1.1, EXPLODING",
    "FUSED, 0.9, VANISHING",
    "FUSED, 1.1, EXPLODING"
  })
  void linearOrthogonalNetworkGrowsByTheLogarithmOfItsGain(
      Kind kind, double gain, Verdict verdict) {
    FlowReport report = measure(kind, orthogonal(gain), Sequences.of(51), 1, false, 50);
    StateFlow h = state(report, 0, "h");
    assertRelative(Math.log(gain), growth(h).perStep());
    assertTrue(growth(h).low95() <= growth(h).perStep());
    assertTrue(growth(h).high95() >= growth(h).perStep());
    assertTrue(growth(h).high95() - growth(h).low95() < 1e-5, "a line without scatter");
    assertEquals(51, growth(h).lags());
    assertEquals(verdict, h.verdict());
    assertEquals(50, report.lag());
    for (int lag = 0; lag <= 50; lag++) {
      assertRelative(Math.pow(gain, lag), h.gradient()[lag]);
    }
    assertRelative(gain, report.layers().get(0).largestSingularValue());
    assertRelative(gain, report.layers().get(0).spectralRadius());
  }

  /** 1e20 times a step, in float32: above its ceiling at lag 2, so no three lags are measured. */
  @ParameterizedTest
  @EnumSource
  void whatRisesAboveTheArithmeticExplodesAndDoesNotVanish(Kind kind) {
    FlowReport report = measure(kind, orthogonal(1e20), Sequences.of(6), 1, false, 5);
    StateFlow h = state(report, 0, "h");
    assertNull(h.growth());
    assertEquals(Verdict.EXPLODING, h.verdict());
  }

  /** The sum of k a^k over that of a^k, k from 0 to n: both have a closed form. */
  private static double meanLag(double a, int n) {
    double weighted =
        a * (1 - (n + 1) * Math.pow(a, n) + n * Math.pow(a, n + 1)) / Math.pow(1 - a, 2);
    return weighted / ((1 - Math.pow(a, n + 1)) / (1 - a));
  }

  /** 0.9^43 is more than a hundredth and 0.9^44 less; 0.92^50 is 0.0155. */
  @ParameterizedTest
  @CsvSource({
    "REFERENCE, 0.9, 44",
    "REFERENCE, 0.5, 7",
    "REFERENCE, 0.92, -1",
    "REFERENCE, 1.1, -1",
    "FUSED, 0.9, 44",
    "FUSED, 0.5, 7",
    "FUSED, 0.92, -1",
    "FUSED, 1.1, -1"
  })
  void lagsOfALinearNetworkHaveAClosedForm(Kind kind, double gain, int onePercent) {
    StateFlow h = state(measure(kind, orthogonal(gain), Sequences.of(51), 1, false, 50), 0, "h");
    assertEquals(onePercent, h.onePercentLag().orElse(-1));
    assertRelative(meanLag(gain, 50), h.meanLag());
  }

  @Test
  void aGradientThatNeitherFadesNorGrowsComesFromHalfTheLag() {
    Cell identity = Cells.linear(Initializers.identity(1));
    StateFlow h = state(measure(Kind.FUSED, identity, Sequences.of(51), 1, false, 50), 0, "h");
    assertRelative(25, h.meanLag());
    assertTrue(h.onePercentLag().isEmpty());
  }

  /** Below the floor of float32 is less than a hundredth; lags that no row reaches say nothing. */
  @Test
  void whatFallsBelowTheFloorHasFallenAndWhatIsNotReachedHasNot() {
    StateFlow lost =
        state(measure(Kind.FUSED, Cells.forgetful(), Sequences.of(9), 1, false, 8), 0, "h");
    assertEquals(1, lost.onePercentLag().orElse(-1));
    assertEquals(0, lost.meanLag());
    StateFlow brief =
        state(measure(Kind.FUSED, orthogonal(0.9), Sequences.of(11), 1, false, 100), 0, "h");
    assertTrue(brief.onePercentLag().isEmpty());
    assertRelative(meanLag(0.9, 10), brief.meanLag());
    StateFlow none =
        state(measure(Kind.FUSED, orthogonal(0.1), Sequences.of(1), 1, false, 8), 0, "h");
    assertTrue(none.onePercentLag().isEmpty());
    assertTrue(Double.isNaN(none.meanLag()));
    Sequences still = new Sequences(Moment.END, 61, 61, 0);
    StateFlow huge = state(measure(Kind.FUSED, orthogonal(10), still, 1, false, 60), 0, "h");
    assertTrue(huge.onePercentLag().isEmpty(), "above the ceiling nothing has fallen");
  }

  /** A curve that comes back up has fallen only after that. */
  @Test
  void aLagCountsFromTheLastTimeThatMoreIsLeft() {
    double[] gradient = {1, 0.001, 0.5, 0.009, Double.NaN, 0.002};
    StateFlow bent = new StateFlow("h", gradient, gradient, 16, null, Verdict.UNMEASURED);
    assertEquals(3, bent.onePercentLag().orElse(-1));
    assertEquals((0.001 + 1 + 0.027 + 0.01) / 1.512, bent.meanLag(), 1e-12);
    assertEquals(1, bent.lastCarouselShare());
  }

  @ParameterizedTest
  @EnumSource(Kind.class)
  void identityIsSteady(Kind kind) {
    Cell identity = Cells.linear(Initializers.identity(1));
    StateFlow h = state(measure(kind, identity, Sequences.of(51), 1, false, 50), 0, "h");
    assertEquals(0, growth(h).perStep(), 1e-9);
    assertEquals(Verdict.STEADY, h.verdict());
  }

  /** ln sigmoid(b), and the horizon -1 / ln sigmoid(b). */
  @ParameterizedTest
  @CsvSource({
    "REFERENCE, 1, -0.31326, 3.192, VANISHING",
    "REFERENCE, 3, -0.048587, 20.58, VANISHING",
    "REFERENCE, 5, -0.0067153, 148.9, STEADY",
    "FUSED, 1, -0.31326, 3.192, VANISHING",
    "FUSED, 3, -0.048587, 20.58, VANISHING",
    "FUSED, 5, -0.0067153, 148.9, STEADY"
  })
  void lstmWithoutWeightsForgetsByItsBias(
      Kind kind, double bias, double perStep, double horizon, Verdict verdict) {
    FlowReport report = measure(kind, Cells.zeroLstm(bias), Sequences.of(61), 1, false, 60);
    StateFlow c = state(report, 0, "c");
    assertRelative(perStep, growth(c).perStep());
    assertRelative(horizon, growth(c).horizon());
    assertEquals(verdict, c.verdict());
    // No matrix lets anything back into h.
    assertNull(state(report, 0, "h").growth());
    assertEquals(Verdict.VANISHING, state(report, 0, "h").verdict());
  }

  @ParameterizedTest
  @EnumSource(Kind.class)
  void whatFadesBelowTheFloorIsNotFitted(Kind kind) {
    Sequences still = new Sequences(Moment.END, 61, 61, 0);
    StateFlow h = state(measure(kind, orthogonal(0.1), still, 1, false, 60), 0, "h");
    assertTrue(growth(h).lags() > 30 && growth(h).lags() < 40, growth(h)::toString);
    assertRelative(Math.log(0.1), growth(h).perStep());
    assertEquals(Verdict.VANISHING, h.verdict());
    for (int lag = 0; lag <= 60; lag++) {
      assertEquals(lag >= growth(h).lags(), Double.isNaN(h.gradient()[lag]), "lag " + lag);
    }
  }

  @ParameterizedTest
  @EnumSource(Kind.class)
  void whatGrowsBeyondTheCeilingIsNotFitted(Kind kind) {
    Sequences still = new Sequences(Moment.END, 61, 61, 0);
    StateFlow h = state(measure(kind, orthogonal(10), still, 1, false, 60), 0, "h");
    assertTrue(growth(h).lags() > 30 && growth(h).lags() < 40, growth(h)::toString);
    assertRelative(Math.log(10), growth(h).perStep());
    assertEquals(Verdict.EXPLODING, h.verdict());
    assertTrue(Double.isNaN(h.gradient()[60]));
  }

  @Test
  void whatFallsBelowTheFloorAtOnceVanishesWithoutAGrowth() {
    Sequences still = new Sequences(Moment.END, 9, 9, 0);
    StateFlow h = state(measure(Kind.REFERENCE, orthogonal(1e-30), still, 1, false, 8), 0, "h");
    assertNull(h.growth());
    assertEquals(Verdict.VANISHING, h.verdict());
  }

  @Test
  void twoLagsAreTooFewToSay() {
    StateFlow h =
        state(measure(Kind.REFERENCE, orthogonal(0.1), Sequences.of(2), 1, false, 8), 0, "h");
    assertNull(h.growth());
    assertEquals(Verdict.UNMEASURED, h.verdict());
  }

  @ParameterizedTest
  @EnumSource(Moment.class)
  void rowsOfSeveralLengthsEndWhereTheirSequencesDo(Moment moment) {
    Sequences task = new Sequences(moment, 3, 12, 1);
    for (Kind kind : Kind.values()) {
      FlowReport report = measure(kind, orthogonal(0.8), task, 1, true, 20);
      for (LayerFlow layer : report.layers()) {
        StateFlow h = layer.states().get(0);
        assertEquals(Sequences.COUNT, h.samples());
        int longest = growth(h).lags();
        assertTrue(longest > 3 && longest <= 12, () -> "lags " + longest);
        for (int lag = 0; lag < longest; lag++) {
          assertRelative(Math.pow(0.8, lag), h.gradient()[lag]);
        }
        assertTrue(Double.isNaN(h.gradient()[longest]));
      }
    }
  }

  @ParameterizedTest
  @EnumSource(Kind.class)
  void reverseLayersAreMeasuredFromTheirOwnEnd(Kind kind) {
    FlowReport report = measure(kind, orthogonal(0.8), Sequences.of(30), 2, true, 20);
    assertEquals(
        List.of("layer0", "layer0-reverse", "layer1", "layer1-reverse"),
        report.layers().stream().map(LayerFlow::name).toList());
    assertEquals(
        List.of(false, true, false, true),
        report.layers().stream().map(LayerFlow::reverse).toList());
    assertRelative(Math.log(0.8), growth(state(report, 3, "h")).perStep());
  }

  @Test
  void aStreamEndsSeveralTimes() {
    byte[] bytes = "the quick brown fox ".repeat(20).getBytes(StandardCharsets.UTF_8);
    TextDataset data = Text.read("fox", new ByteArrayInputStream(bytes)).split(0);
    try (Engine engine = Engines.fused(1)) {
      NetworkSpec spec = NetworkSpec.of(data.shape(), orthogonal(0.9)).units(UNITS);
      Network network = Network.compile(engine, spec);
      FlowReport report =
          GradientFlow.measure(
              network,
              network.initialParameters(1),
              data.training(),
              new FlowSettings(10, 4, 3, 1));
      StateFlow h = state(report, 0, "h");
      assertEquals(4 * 3, h.samples());
      assertRelative(Math.log(0.9), growth(h).perStep());
      assertEquals(11, growth(h).lags());
    }
  }

  /** A lag that the data do not reach says nothing of it: 10 steps are no proof for 100. */
  @Test
  void verdictIsAboutTheLagsMeasured() {
    StateFlow h =
        state(measure(Kind.REFERENCE, orthogonal(0.95), Sequences.of(11), 1, false, 100), 0, "h");
    assertRelative(Math.log(0.95), growth(h).perStep());
    assertEquals(Verdict.STEADY, h.verdict());
  }

  @Test
  void measuringChangesNoBitAndRepeats() {
    Sequences task = Sequences.of(20);
    try (Engine engine = Engines.fused(2)) {
      NetworkSpec spec =
          NetworkSpec.of(task.shape(), Cells.lstm()).units(UNITS).layers(2).dropout(0.5);
      Network network = Network.compile(engine, spec);
      NamedTensors parameters = network.initialParameters(1);
      NamedTensors before = parameters.copy();
      FlowSettings settings = FlowSettings.ofLag(10);
      FlowReport once = GradientFlow.measure(network, parameters, task.data().training(), settings);
      FlowReport again =
          GradientFlow.measure(network, parameters, task.data().training(), settings);
      before.forEach(
          (name, tensor) ->
              assertArrayEquals(tensor.toDoubles(), parameters.get(name).toDoubles(), name));
      assertArrayEquals(state(once, 1, "c").gradient(), state(again, 1, "c").gradient());
    }
  }

  @Test
  void enginesAgree() {
    Sequences task = new Sequences(Moment.EVERY_STEP, 10, 24, 1);
    FlowReport truth = measure(Kind.REFERENCE, Cells.lstm(), task, 2, true, 20);
    FlowReport found = measure(Kind.FUSED, Cells.lstm(), task, 2, true, 20);
    for (int layer = 0; layer < truth.layers().size(); layer++) {
      for (String name : List.of("h", "c")) {
        StateFlow expected = state(truth, layer, name);
        StateFlow state = state(found, layer, name);
        assertEquals(expected.samples(), state.samples());
        assertEquals(expected.verdict(), state.verdict());
        assertEquals(growth(expected).perStep(), growth(state).perStep(), 1e-4);
        for (int lag = 0; lag <= 20; lag++) {
          double value = expected.gradient()[lag];
          assertEquals(value, state.gradient()[lag], 1e-4 * value, name + " at lag " + lag);
        }
      }
    }
  }

  @Test
  void anEmptyPartIsRefused() {
    Sequences task = Sequences.of(4);
    try (Engine engine = Engines.reference()) {
      Network network =
          Network.compile(engine, NetworkSpec.of(task.shape(), Cells.tanhRnn()).units(2));
      NamedTensors parameters = network.initialParameters(1);
      FlowSettings settings = FlowSettings.ofLag(2);
      Refusal.of(
          () -> GradientFlow.measure(network, parameters, Part.empty(), settings),
          "no data",
          "--valid");
    }
  }

  @Test
  void impossibleSettingsAreRefused() {
    Refusal.of(() -> FlowSettings.ofLag(1), "lag", "at least 2", "1");
    Refusal.of(() -> new FlowSettings(2, 0, 1, 1), "rows", "at least 1", "0");
    Refusal.of(() -> new FlowSettings(2, 1, 0, 1), "end points", "at least 1", "0");
  }

  @Test
  void aCellThatForgetsAtOnceVanishes() {
    StateFlow h =
        state(measure(Kind.FUSED, Cells.forgetful(), Sequences.of(9), 1, false, 8), 0, "h");
    assertEquals(Verdict.VANISHING, h.verdict());
    assertEquals(1, h.gradient()[0]);
    assertTrue(Double.isNaN(h.gradient()[1]));
  }
}
