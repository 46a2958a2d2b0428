package dev.carousel.flow.diagnosis;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.carousel.Engines;
import dev.carousel.engine.Engine;
import dev.carousel.expr.Initializers;
import dev.carousel.fixture.Cells;
import dev.carousel.flow.FlowReport;
import dev.carousel.flow.FlowSettings;
import dev.carousel.flow.LayerFlow;
import dev.carousel.flow.StateFlow;
import dev.carousel.flow.Verdict;
import dev.carousel.flow.fixture.Flows;
import dev.carousel.flow.fixture.Sequences;
import dev.carousel.flow.lab.LabReport;
import dev.carousel.flow.lab.Laboratory;
import dev.carousel.flow.measured.Conclusion;
import dev.carousel.flow.measured.Run;
import dev.carousel.flow.steps.Truncation;
import dev.carousel.flow.training.ClipReport;
import dev.carousel.model.Network;
import dev.carousel.model.NetworkSpec;
import dev.carousel.spi.Cell;
import dev.carousel.train.Divergence;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Each rule where it applies, and where it must not. */
class FindingsTest {
  private static final int UNITS = 8;
  private static final int LAG = 60;

  private static LabReport measure(Cell cell) {
    Sequences task = Sequences.of(LAG + 1);
    try (Engine engine = Engines.fused(2)) {
      Network network = Network.compile(engine, NetworkSpec.of(task.shape(), cell).units(UNITS));
      return Laboratory.measure(
          network, network.initialParameters(1), task.data().training(), FlowSettings.ofLag(LAG));
    }
  }

  private static List<Finding> findings(Cell cell) {
    return Findings.of(Evidence.of(measure(cell)));
  }

  private static List<Rule> rules(List<Finding> findings) {
    return findings.stream().map(Finding::rule).toList();
  }

  @ParameterizedTest
  @CsvSource({"1.5, EXPLODING", "0.5, VANISHING"})
  void linearNetworks(double gain, Rule expected) {
    List<Finding> findings = findings(Cells.linear(Initializers.orthogonal(gain)));
    Finding first = findings.get(0);
    assertEquals(expected, first.rule());
    assertEquals("layer0", first.layer());
    assertEquals("h", first.subject());
    assertEquals(Confidence.MEDIUM, first.confidence(), "8 samples are few");
    assertTrue(
        first.evidence().get(0).contains(gain > 1 ? "0.405 per step" : "-0.693 per step"),
        first::toString);
    assertTrue(first.evidence().contains("8 samples."));
  }

  @Test
  void anIdentityHasNothingWrong() {
    assertEquals(List.of(), findings(Cells.linear(Initializers.identity(0.999))));
  }

  /** ln sigmoid(-2) = -2.1; with a bias of 6 a time-scale is 404 steps. */
  @Test
  void shutForgetGatesAreTooShort() {
    List<Finding> findings = findings(Cells.zeroLstm(-2));
    assertTrue(rules(findings).contains(Rule.SHORT_TIME_SCALES), findings::toString);
    Finding finding =
        findings.stream().filter(f -> f.rule() == Rule.SHORT_TIME_SCALES).findFirst().orElseThrow();
    assertEquals("The time-scales of state c of layer0 are too short for lag 60.", finding.title());
    assertTrue(finding.evidence().get(0).contains("1/e in 0.470 steps"), finding::toString);
    List<Rule> open = rules(findings(Cells.zeroLstm(6)));
    assertEquals(List.of(Rule.DEAD_UNITS), open.stream().distinct().toList());
  }

  @Test
  void timeScalesAreShortWhereTheGradientVanishes() {
    List<Rule> shorter = rules(findings(Cells.zeroLstm(2.5))); // 12.7 steps: 0.9 % is left at 60
    assertTrue(shorter.contains(Rule.SHORT_TIME_SCALES), shorter::toString);
    assertTrue(shorter.contains(Rule.VANISHING), shorter::toString);
    List<Rule> longer = rules(findings(Cells.zeroLstm(2.6))); // 13.97 steps: 1.4 %
    assertTrue(!longer.contains(Rule.SHORT_TIME_SCALES), longer::toString);
    assertTrue(!longer.contains(Rule.VANISHING), longer::toString);
  }

  @Test
  void shutGatesAndDeadUnitsAndSaturatedStates() {
    Cell cell =
        s -> {
          var gate = s.constant(-5, UNITS).sigmoid();
          s.observe("shut", gate);
          s.observe("open", gate.oneMinus());
          var h = s.state("h");
          s.next("h", h.times(0).plus(gate.times(0)).plus(s.constant(0.95, UNITS)));
        };
    List<Finding> findings = findings(cell);
    List<String> titles = findings.stream().map(Finding::title).toList();
    assertTrue(titles.contains("The gate shut of layer0 is shut."), titles::toString);
    assertTrue(titles.contains("Units of state h of layer0 never move."), titles::toString);
    assertTrue(titles.contains("State h of layer0 is saturated."), titles::toString);
    assertTrue(titles.stream().noneMatch(t -> t.contains("gate open")), titles::toString);
  }

  @Test
  void aStateThatGrowsAndGrowsDrifts() {
    Cell integrator = s -> s.next("h", s.state("h").plus(s.constant(1, UNITS)));
    assertTrue(rules(findings(integrator)).contains(Rule.DRIFT));
  }

  @Test
  void aGradientThatCannotBeMeasuredIsSaidToBeSo() {
    List<Finding> findings = findings(Cells.forgetful());
    assertEquals(Rule.VANISHING, findings.get(0).rule());
    LabReport report = measure(Cells.tanhRnn());
    LabReport cut =
        new LabReport(
            new FlowReport(LAG, unmeasured(report)),
            List.of(),
            List.of(),
            List.of(),
            List.of(),
            report.truncation(),
            report.attribution());
    Finding finding = Findings.of(Evidence.of(cut)).get(0);
    assertEquals(Confidence.TOO_LITTLE_EVIDENCE, finding.confidence());
    assertEquals("It is unknown whether the gradient vanishes in layer0.", finding.title());
  }

  private static List<LayerFlow> unmeasured(LabReport report) {
    return report.flow().layers().stream()
        .map(
            layer ->
                new LayerFlow(
                    layer.name(),
                    layer.layer(),
                    layer.reverse(),
                    List.of(
                        new StateFlow(
                            "h",
                            new double[LAG + 1],
                            new double[LAG + 1],
                            0,
                            null,
                            Verdict.UNMEASURED)),
                    layer.recurrent()))
        .toList();
  }

  private static ClipReport clipped(int updates, int clipped) {
    return new ClipReport(
        IntStream.range(0, updates)
            .mapToObj(i -> new ClipReport.Entry(i, 4, i < clipped ? 1 : 4, 1, i < clipped))
            .toList(),
        List.of());
  }

  @ParameterizedTest
  @CsvSource({"100, 51, true", "100, 50, false", "19, 19, false", "20, 20, true"})
  void clippingMoreThanHalfOfManyUpdates(int updates, int clipped, boolean expected) {
    LabReport report = measure(Cells.linear(Initializers.identity(0.999)));
    List<Finding> findings = Findings.of(new Evidence(report, clipped(updates, clipped), 0));
    assertEquals(expected, rules(findings).contains(Rule.CLIPPING_AS_LEARNING_RATE));
    if (expected) {
      assertTrue(findings.get(0).evidence().get(1).contains("norm before clipping was 4.00"));
    }
  }

  @ParameterizedTest
  @CsvSource({"5, true", "10, false", "50, false", "0, false"})
  void chunksShorterThanTheGradientNeeds(int bptt, boolean expected) {
    LabReport measured = measure(Cells.linear(Initializers.identity(0.999)));
    Truncation truncation =
        new Truncation(
            60,
            List.of(
                new Truncation.ChunkLength(1, 0.3, 1),
                new Truncation.ChunkLength(5, 0.7, 1),
                new Truncation.ChunkLength(8, 0.95, 1)));
    LabReport report =
        new LabReport(
            measured.flow(),
            measured.dynamics(),
            measured.steps(),
            measured.ratios(),
            measured.contributions(),
            truncation,
            measured.attribution());
    List<Finding> findings = Findings.of(new Evidence(report, null, bptt));
    assertEquals(expected, rules(findings).contains(Rule.SHORT_TRUNCATION));
    if (expected) {
      Finding finding = findings.get(0);
      assertTrue(finding.evidence().get(0).contains("With a cut every 5 steps"), finding::toString);
      assertTrue(finding.evidence().get(1).contains("From 8 steps on"), finding::toString);
    }
  }

  private static List<Rule> afterDivergence(Rule... rules) {
    List<Finding> others =
        Stream.of(rules)
            .map(rule -> new Finding(rule, "So.", List.of(), Confidence.HIGH, "layer0", "h"))
            .toList();
    Finding failure = DivergedTraining.finding(new Divergence(1.8e6, 1.19));
    assertEquals(
        "The best validation loss is 1.80e+06; outputs that are all zero have 1.19.",
        failure.evidence().get(0));
    Evidence steady =
        Evidence.of(
            Flows.run("rnn", Flows.layer(0, 1, Flows.state("h", -0.001, Verdict.STEADY))).report());
    return Findings.afterFailure(failure, others, steady).stream().map(Finding::rule).toList();
  }

  /** Weights that were thrown far away saturate units and shut gates. */
  @Test
  void whatFollowsFromAFailedTrainingIsNoFaultOfItsOwn() {
    Rule[] thrown = {
      Rule.VANISHING, Rule.SHORT_TIME_SCALES, Rule.SATURATION, Rule.DEAD_UNITS, Rule.DRIFT
    };
    assertEquals(List.of(Rule.DIVERGED), afterDivergence(thrown));
    assertEquals(
        List.of(Rule.DIVERGED, Rule.EXPLODING, Rule.DRIFT),
        afterDivergence(Rule.EXPLODING, Rule.SHORT_TIME_SCALES, Rule.DRIFT));
  }

  /** A factor of 4.5 within chunks of 16 steps, and of 12,000 within the lags measured. */
  @Test
  void growthBeyondAChunkIsTheExplosionOfAFailedTraining() {
    LayerFlow layer = Flows.layer(0, 1, Flows.state("h", 0.094, Verdict.EXPLODING));
    LabReport report = Flows.run("rnn", layer).report();
    Run run = Flows.run("rnn", layer);
    Evidence evidence = new Evidence(report, null, 16, run.need());
    assertFalse(rules(Findings.of(evidence)).contains(Rule.EXPLODING));
    Finding failure = new BrokenTraining(20, 2, 7, false, 9, "It failed.").finding();
    List<Finding> found = Findings.afterFailure(failure, Findings.of(evidence), evidence);
    assertEquals(List.of(Rule.NON_FINITE, Rule.EXPLODING), rules(found));
    Run chunked =
        new Run("rnn", 9, 20, 1 / 0.0, report, null, null, List.of(), run.need(), 16)
            .failedBy(failure);
    assertTrue(
        Conclusion.of(chunked).text().contains("it grows by 9.9 % with every step back"),
        () -> Conclusion.of(chunked).text());
  }
}
