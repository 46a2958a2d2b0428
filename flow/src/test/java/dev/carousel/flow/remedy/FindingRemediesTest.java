package dev.carousel.flow.remedy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.carousel.flow.FlowReport;
import dev.carousel.flow.LayerFlow;
import dev.carousel.flow.StateFlow;
import dev.carousel.flow.Verdict;
import dev.carousel.flow.diagnosis.Rule;
import dev.carousel.flow.fixture.Flows;
import dev.carousel.flow.measured.Goal;
import dev.carousel.flow.measured.Recipe;
import dev.carousel.flow.measured.Run;
import dev.carousel.flow.steps.Truncation;
import dev.carousel.flow.steps.Truncation.ChunkLength;
import dev.carousel.flow.training.ClipLedger;
import dev.carousel.flow.training.FlowHistory;
import dev.carousel.flow.training.LossCurve;
import dev.carousel.flow.training.WatchReport;
import dev.carousel.plugin.PluginDiscovery;
import dev.carousel.plugin.PluginRef;
import dev.carousel.plugin.Plugins;
import dev.carousel.spi.UpdateHook;
import dev.carousel.tensor.FloatTensor;
import dev.carousel.tensor.NamedTensors;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What is prescribed against each finding about units and training, and what is not. */
class FindingRemediesTest {
  private static final Plugins PLUGINS = Plugins.of(PluginDiscovery.onClassPath());
  private static final String SLOWER = "--optimizer adam:lr=0.0005";
  private static final String CLIP = "--hook clip-norm:max=1";
  private static final LayerFlow STEADY =
      Flows.layer(0, 1, Flows.state("h", -0.001, Verdict.STEADY));

  private static List<String> options(Plugins plugins, Run run) {
    return new Remedies(plugins)
        .of(run, run.findings().get(0), 100).stream().map(Remedy::options).toList();
  }

  private static List<String> options(Run run) {
    return options(PLUGINS, run);
  }

  private static Run trained(String cell, Rule rule, String subject, String... hooks) {
    return Flows.found(Flows.run(cell, STEADY), Flows.recipe(cell, hooks), rule, subject);
  }

  private static Run untrained(String cell, Rule rule, String subject) {
    return Flows.found(Flows.untrained(cell, STEADY), null, rule, subject);
  }

  @Test
  void saturatedStateStartsSmallerAndIsDrivenLess() {
    assertEquals(
        List.of("--cell rnn:gain=0.5", CLIP, SLOWER),
        options(trained("rnn", Rule.SATURATION, "h")));
    assertEquals(
        List.of("--cell rnn:gain=1.5", SLOWER),
        options(trained("rnn:gain=3", Rule.SATURATION, "h", "clip-norm:max=5")));
    assertEquals(
        List.of("--cell rnn:gain=0.5"),
        options(untrained("rnn", Rule.SATURATION, "h")),
        "training has no part in it");
    assertEquals(
        List.of(),
        options(untrained("rnn:init=zero", Rule.SATURATION, "h")),
        "there is nothing to make smaller");
  }

  @Test
  void shutForgetGateIsOpened() {
    assertEquals(
        List.of(
            "--cell lstm:forget-bias=4.6",
            "--cell lstm:forget-bias=-5,chrono=100",
            "--cell lstm:forget-bias=-5,gain=0.5"),
        options(untrained("lstm:forget-bias=-5", Rule.SATURATION, "forget")));
    assertEquals(
        List.of("--cell lstm:chrono=100,gain=0.5"),
        options(untrained("lstm:chrono=100", Rule.SATURATION, "forget")),
        "chrono opens them already");
  }

  @Test
  void shutInputGateIsFreedFromWhatShutsIt() {
    assertEquals(
        List.of("--cell lstm", "--cell lstm:chrono=100,gain=0.5"),
        options(untrained("lstm:chrono=100", Rule.SATURATION, "input")));
    assertEquals(
        List.of("--cell lstm:forget-bias=6", "--cell lstm:forget-bias=6,coupled=true,gain=0.5"),
        options(untrained("lstm:forget-bias=6,coupled=true", Rule.SATURATION, "input")));
    assertEquals(
        List.of("--cell lstm:gain=0.5"), options(untrained("lstm", Rule.SATURATION, "input")));
  }

  @Test
  void deadUnitsGetASlopeAStartOrSmallerSteps() {
    assertEquals(
        List.of("--cell rnn:activation=tanh,init=zero", "--cell rnn:activation=relu", SLOWER),
        options(trained("rnn:activation=relu,init=zero", Rule.DEAD_UNITS, "h")));
    assertEquals(List.of(SLOWER), options(trained("rnn", Rule.DEAD_UNITS, "h")));
    assertEquals(List.of(), options(untrained("rnn", Rule.DEAD_UNITS, "h")));
  }

  @Test
  void driftingStateForgetsOrIsBounded() {
    assertEquals(
        List.of(
            "--cell lstm:forget-bias=4.6",
            "--cell lstm:forget-bias=8,coupled=true",
            "--cell gru",
            CLIP),
        options(trained("lstm:forget-bias=8", Rule.DRIFT, "c")));
    assertEquals(
        List.of("--cell lstm:coupled=true,forget-bias=0.0", "--cell gru"),
        options(untrained("lstm:coupled=true", Rule.DRIFT, "c")));
    assertEquals(
        "--cell lstm:chrono=100", options(untrained("lstm:chrono=900", Rule.DRIFT, "c")).get(0));
    assertEquals(
        List.of("--cell lstm:forget-bias=0.0", "--cell lstm:chrono=101,coupled=true", "--cell gru"),
        options(untrained("lstm:chrono=101", Rule.DRIFT, "c")),
        "a span that is one step shorter is no change");
    assertEquals(
        List.of("--cell rnn:activation=tanh", "--cell gru"),
        options(trained("rnn:activation=identity", Rule.DRIFT, "h", "clip-norm:max=1")));
    assertEquals(List.of(), options(untrained("gru", Rule.DRIFT, "h")), "it cannot grow further");
  }

  /** Of a network whose training is unknown, what it reads is to be checked. */
  @Test
  void aFailedTrainingIsClippedIfAGradientExploded() {
    assertEquals(List.of(CLIP, SLOWER), options(useless(1, 500)));
    assertEquals(List.of(SLOWER), options(useless(1, 20)), "no norm exploded");
    assertEquals(
        List.of(CLIP, "--optimizer sgd:lr=0.001"),
        options(
            Flows.found(
                useless(1, 500),
                new Recipe(PluginRef.parse("rnn"), PluginRef.parse("sgd:lr=1"), List.of(), 64),
                Rule.WORSE_THAN_CONSTANT,
                "")),
        "also with steps a thousand times as large as usual");
    assertEquals(
        List.of(CLIP, SLOWER), options(trained("rnn", Rule.WORSE_THAN_CONSTANT, "")), "unknown");
    assertEquals(List.of(), options(untrained("rnn", Rule.WORSE_THAN_CONSTANT, "")));
  }

  private static Run useless(float usual, float largest) {
    ClipLedger ledger = new ClipLedger(30);
    for (int i = 0; i < 30; i++) {
      FloatTensor norm = new FloatTensor(1);
      norm.set(0, i == 20 ? largest : usual);
      NamedTensors gradients = new NamedTensors(Map.of("w", norm));
      UpdateHook.Update update = new UpdateHook.Update(i, 1, gradients, gradients);
      ledger.gradients(update);
      ledger.hooked(update);
    }
    Run run = watched(Flows.run("rnn", STEADY), ledger, List.of());
    return Flows.found(run, Flows.recipe("rnn", "non-finite"), Rule.WORSE_THAN_CONSTANT, "");
  }

  /** The norms 1 to 1.6 have no long tail, and three times their median is 3.9. */
  @Test
  void lowThresholdIsRaisedToWhatTheNormsRecommend() {
    assertEquals(
        List.of("--hook clip-norm:max=3.9", SLOWER), options(clipped(61, "clip-norm:max=0.5")));
    assertEquals(
        List.of("--hook zclip:z=3,max=3.9", SLOWER), options(clipped(61, "zclip:z=3,max=0.5")));
    assertEquals(
        List.of("--hook autoclip:percentile=90", SLOWER), options(clipped(61, "autoclip")));
    assertEquals(List.of(SLOWER), options(clipped(61, "clip-norm:max=4")), "it is high enough");
    assertEquals(List.of(SLOWER), options(clipped(30, "clip-norm:max=0.5")), "too few to say");
  }

  private static Run clipped(int updates, String hook) {
    Run run = Flows.run("rnn", STEADY);
    ClipLedger ledger = new ClipLedger(10);
    for (int i = 0; i < updates; i++) {
      FloatTensor norm = new FloatTensor(1);
      norm.set(0, 1 + i / 100.0);
      NamedTensors gradients = new NamedTensors(Map.of("w", norm));
      UpdateHook.Update update = new UpdateHook.Update(i, 1, gradients, gradients);
      ledger.gradients(update);
      gradients.scale(0.5);
      ledger.hooked(update);
    }
    return Flows.found(
        watched(run, ledger, List.of()),
        Flows.recipe("rnn", "non-finite", hook),
        Rule.CLIPPING_AS_LEARNING_RATE,
        "");
  }

  private static Run watched(Run run, ClipLedger ledger, List<FlowHistory.Point> history) {
    WatchReport watch =
        new WatchReport(ledger.report(), List.of(), history, LossCurve.Losses.none());
    return new Run(
        run.cell(),
        run.parameters(),
        run.updates(),
        run.validLoss(),
        run.report(),
        null,
        watch,
        List.of());
  }

  @Test
  void stepsAreMadeSmallerWhereTrainingMadeItExplode() {
    StateFlow exploding = Flows.state("h", 0.4, Verdict.EXPLODING);
    Run run = Flows.run("rnn", Flows.layer(0, 2, exploding));
    FlowReport calm = new FlowReport(Flows.LAG, List.of(STEADY));
    FlowReport wild = new FlowReport(Flows.LAG, List.of(Flows.layer(0, 2, exploding)));
    assertTrue(options(explodingAfter(run, calm)).contains(SLOWER));
    assertTrue(!options(explodingAfter(run, wild)).contains(SLOWER), "it started so");
  }

  private static Run explodingAfter(Run run, FlowReport first) {
    Run watched = watched(run, new ClipLedger(10), List.of(new FlowHistory.Point(0, first)));
    return Flows.found(watched, Flows.recipe("rnn"), Rule.EXPLODING, "h");
  }

  @Test
  void chunksAreMadeAsLongAsTheCosineNeeds() {
    assertEquals(List.of("--bptt 80"), options(cut("rnn", 0.5, 0.95)));
    assertEquals(
        List.of("--bptt 101"), options(cut("rnn", 0.5, 0.6)), "all that was measured, at a guess");
    assertEquals(List.of(), options(cut("rnn", 0.95, 0.95)), "64 are enough");
    Goal promise = Goal.TRUNCATED;
    Run run = cut("rnn", 0.5, 0.95);
    assertEquals(0.5, promise.of(run, run.findings().get(0)), "as chunks of 50");
  }

  private static Run cut(String cell, double cosine50, double cosine80) {
    Truncation truncation =
        new Truncation(
            Flows.LAG + 1,
            List.of(new ChunkLength(50, cosine50, 1), new ChunkLength(80, cosine80, 1)));
    Run run =
        new Run(
            cell, 1, 200, 2, Flows.report(List.of(), truncation, STEADY), null, null, List.of());
    return Flows.found(run, Flows.recipe(cell), Rule.SHORT_TRUNCATION, "");
  }

  @Test
  void pluginsThatAreNotThereAreNotNamed() {
    Plugins none = new Plugins(List.of(), List.of());
    for (Rule rule : List.of(Rule.SATURATION, Rule.DEAD_UNITS, Rule.DRIFT)) {
      assertEquals(List.of(), options(none, trained("rnn", rule, "h")), rule::word);
    }
    assertEquals(List.of(), options(none, clipped(61, "clip-norm:max=0.5")));
  }

  @Test
  void everyPrescriptionThatCanBeTriedHasAPromise() {
    for (Rule rule : Rule.values()) {
      for (String cell : List.of("rnn:activation=relu", "lstm", "gru")) {
        Run run = trained(cell, rule, "h");
        for (Remedy remedy : new Remedies(PLUGINS).of(run, run.findings().get(0), 100)) {
          assertEquals(remedy.changes().isEmpty(), remedy.promise() == null, remedy::toString);
        }
      }
    }
  }
}
