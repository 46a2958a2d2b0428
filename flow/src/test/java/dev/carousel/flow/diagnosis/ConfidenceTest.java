package dev.carousel.flow.diagnosis;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.carousel.flow.FlowReport;
import dev.carousel.flow.Growth;
import dev.carousel.flow.LayerFlow;
import dev.carousel.flow.StateFlow;
import dev.carousel.flow.Verdict;
import dev.carousel.flow.context.Dependence;
import dev.carousel.flow.context.Need;
import dev.carousel.flow.dynamics.GateUse;
import dev.carousel.flow.dynamics.LayerDynamics;
import dev.carousel.flow.dynamics.StateUse;
import dev.carousel.flow.dynamics.TimeScales;
import dev.carousel.flow.lab.LabReport;
import dev.carousel.flow.steps.Attribution;
import dev.carousel.flow.steps.Truncation;
import dev.carousel.flow.training.ClipReport;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How sure each rule is, of measurements made up: not found, near its limit, well beyond it. */
class ConfidenceTest {
  private static final int LAG = 60;
  private static final int UNITS = 100;
  private static final String NONE = "none";

  /** Data that rewards all lags that are measured. */
  private static final Dependence REWARDS_ALL =
      new Dependence(1, LAG + 1, 9000, new double[LAG], 0.01, List.of(), new double[0], LAG + 1);

  /** The confidence of the one finding of this rule; none if there is none. */
  private static String of(Rule rule, Evidence evidence) {
    List<Finding> found =
        Findings.of(evidence).stream().filter(finding -> finding.rule() == rule).toList();
    assertTrue(found.size() <= 1, found::toString);
    return found.isEmpty() ? NONE : found.get(0).confidence().word();
  }

  private static Evidence evidence(StateFlow flow, List<LayerDynamics> dynamics) {
    LabReport report = report(flow, dynamics, new Truncation(LAG + 1, List.of()));
    return new Evidence(report, null, 0, new Need(LAG + 1, REWARDS_ALL, null));
  }

  @Test
  void ofVanishingWhereTheNeedWasNotMeasured() {
    LabReport report =
        report(flow(-0.1, 64, Verdict.VANISHING), List.of(), new Truncation(LAG + 1, List.of()));
    assertEquals("medium", of(Rule.VANISHING, Evidence.of(report)));
    LabReport exploding =
        report(flow(0.1, 64, Verdict.EXPLODING), List.of(), new Truncation(LAG + 1, List.of()));
    assertEquals("high", of(Rule.EXPLODING, Evidence.of(exploding)));
  }

  private static LabReport report(
      StateFlow flow, List<LayerDynamics> dynamics, Truncation truncation) {
    LayerFlow layer = new LayerFlow("layer0", 0, false, List.of(flow), List.of());
    return new LabReport(
        new FlowReport(LAG, List.of(layer)),
        dynamics,
        List.of(),
        List.of(),
        List.of(),
        truncation,
        new Attribution(new double[0], 0));
  }

  private static StateFlow flow(double perStep, int samples, Verdict verdict) {
    double[] gradient = new double[LAG + 1];
    for (int lag = 0; lag <= LAG; lag++) {
      gradient[lag] = Math.exp(perStep * lag);
    }
    Growth growth = new Growth(perStep, perStep - 1e-4, perStep + 1e-4, LAG + 1);
    return new StateFlow("h", gradient, gradient, samples, growth, verdict);
  }

  private static final StateFlow STEADY = flow(0, 64, Verdict.STEADY);

  /** Over 60 lags, 0.08 a step is 4 % beyond the limit of a factor 100, in logarithms. */
  @ParameterizedTest
  @CsvSource({
    "-0.0175, 64, VANISHING, VANISHING, none",
    "-0.08, 64, VANISHING, VANISHING, medium",
    "-0.1, 64, VANISHING, VANISHING, high",
    "-0.1, 15, VANISHING, VANISHING, medium",
    "0, 64, STEADY, VANISHING, none",
    "0.0175, 64, EXPLODING, EXPLODING, none",
    "0.08, 64, EXPLODING, EXPLODING, medium",
    "0.1, 64, EXPLODING, EXPLODING, high",
    "0.1, 15, EXPLODING, EXPLODING, medium",
    "0, 64, STEADY, EXPLODING, none"
  })
  void ofGradients(double perStep, int samples, Verdict verdict, Rule rule, String expected) {
    assertEquals(expected, of(rule, evidence(flow(perStep, samples, verdict), List.of())));
  }

  @Test
  void ofGradientsWithoutAnyGrowth() {
    double[] gradient = new double[LAG + 1];
    StateFlow gone = new StateFlow("h", gradient, gradient, 64, null, Verdict.VANISHING);
    assertEquals("high", of(Rule.VANISHING, evidence(gone, List.of())));
    Arrays.fill(gradient, 1, LAG + 1, Double.NaN);
    StateFlow unknown = new StateFlow("h", gradient, gradient, 64, null, Verdict.UNMEASURED);
    assertEquals("too-little-evidence", of(Rule.VANISHING, evidence(unknown, List.of())));
    assertEquals(NONE, of(Rule.EXPLODING, evidence(unknown, List.of())));
  }

  private static LayerDynamics layer(
      List<TimeScales> timeScales, List<GateUse> gates, List<StateUse> states) {
    return new LayerDynamics("layer0", null, List.of(), timeScales, gates, states);
  }

  @ParameterizedTest
  @CsvSource({"13.1, none", "12.9, medium", "11, high"})
  void ofTimeScales(double longest, String expected) {
    TimeScales scales = new TimeScales("c", new double[] {Math.exp(-1 / longest), 0.1});
    LayerDynamics layer = layer(List.of(scales), List.of(), List.of());
    StateFlow lost = flow(-0.1, 64, Verdict.VANISHING);
    assertEquals(expected, of(Rule.SHORT_TIME_SCALES, evidence(lost, List.of(layer))));
    assertEquals(NONE, of(Rule.SHORT_TIME_SCALES, evidence(STEADY, List.of(layer))));
  }

  /** So many of 100 units, 91 % of the time. */
  private static double[] stuck(int units) {
    double[] shares = new double[UNITS];
    Arrays.fill(shares, 0, units, 0.91);
    return shares;
  }

  private static StateUse state(int stuck, double[] range, double[] norms, double drift) {
    return new StateUse("h", new double[UNITS], stuck(stuck), range, norms, drift);
  }

  private static double[] all(double value, int count) {
    double[] values = new double[count];
    Arrays.fill(values, value);
    return values;
  }

  @ParameterizedTest
  @CsvSource({"50, none", "53, medium", "80, high"})
  void ofSaturation(int units, String expected) {
    GateUse gate = new GateUse("forget", new double[UNITS], stuck(units), new double[UNITS]);
    LayerDynamics gated = layer(List.of(), List.of(gate), List.of());
    assertEquals(expected, of(Rule.SATURATION, evidence(STEADY, List.of(gated))));
    StateUse state = state(units, all(1, UNITS), all(9, LAG), 0);
    LayerDynamics bounded = layer(List.of(), List.of(), List.of(state));
    assertEquals(expected, of(Rule.SATURATION, evidence(STEADY, List.of(bounded))));
    StateUse large = state(units, all(1, UNITS), all(11, LAG), 0);
    LayerDynamics unbounded = layer(List.of(), List.of(), List.of(large));
    assertEquals(NONE, of(Rule.SATURATION, evidence(STEADY, List.of(unbounded))));
  }

  @ParameterizedTest
  @CsvSource({"1.01e-6, none", "9.5e-7, medium", "1e-8, high"})
  void ofDeadUnits(double moved, String expected) {
    double[] range = all(1, UNITS);
    range[7] = moved;
    LayerDynamics layer = layer(List.of(), List.of(), List.of(state(0, range, all(1, LAG), 0)));
    assertEquals(expected, of(Rule.DEAD_UNITS, evidence(STEADY, List.of(layer))));
  }

  @ParameterizedTest
  @CsvSource({
    "0.0099, 60, none",
    "0.0101, 60, medium",
    "0.5, 60, medium",
    "0.5, 19, medium",
    "0.5, 18, too-little-evidence"
  })
  void ofDrift(double drift, int steps, String expected) {
    StateUse state = state(0, all(1, UNITS), all(11, steps), drift);
    LayerDynamics layer = layer(List.of(), List.of(), List.of(state));
    assertEquals(expected, of(Rule.DRIFT, evidence(STEADY, List.of(layer))));
    StateUse small = state(0, all(1, UNITS), all(9, steps), drift);
    LayerDynamics bounded = layer(List.of(), List.of(), List.of(small));
    assertEquals(NONE, of(Rule.DRIFT, evidence(STEADY, List.of(bounded))));
  }

  /** Under 20 updates nothing is said. */
  @ParameterizedTest
  @CsvSource({"100, 50, none", "100, 53, medium", "100, 80, high", "19, 19, none"})
  void ofClipping(int updates, int clipped, String expected) {
    ClipReport report =
        new ClipReport(
            IntStream.range(0, updates)
                .mapToObj(i -> new ClipReport.Entry(i, 4, 1, 1, i < clipped))
                .toList(),
            List.of());
    LabReport lab = report(STEADY, List.of(), new Truncation(LAG + 1, List.of()));
    assertEquals(expected, of(Rule.CLIPPING_AS_LEARNING_RATE, new Evidence(lab, report, 0)));
  }

  /** Chunks as long as all that was measured cut nothing of it: there is no evidence either way. */
  @ParameterizedTest
  @CsvSource({"5, medium", "8, none", "61, none", "100, none"})
  void ofTruncation(int bptt, String expected) {
    Truncation truncation =
        new Truncation(
            LAG + 1,
            List.of(new Truncation.ChunkLength(5, 0.7, 1), new Truncation.ChunkLength(8, 0.95, 1)));
    LabReport lab = report(STEADY, List.of(), truncation);
    assertEquals(expected, of(Rule.SHORT_TRUNCATION, new Evidence(lab, null, bptt)));
  }
}
