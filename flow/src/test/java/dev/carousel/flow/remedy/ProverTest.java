package dev.carousel.flow.remedy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import dev.carousel.flow.Verdict;
import dev.carousel.flow.diagnosis.Finding;
import dev.carousel.flow.diagnosis.Rule;
import dev.carousel.flow.fixture.Flows;
import dev.carousel.flow.lab.LabReport;
import dev.carousel.flow.measured.Goal;
import dev.carousel.flow.measured.Recipe;
import dev.carousel.flow.measured.Run;
import dev.carousel.flow.steps.Truncation;
import dev.carousel.flow.steps.Truncation.ChunkLength;
import dev.carousel.flow.trial.JudgedTrial;
import dev.carousel.flow.trial.Promise;
import dev.carousel.flow.trial.TrialVerdict;
import dev.carousel.plugin.PluginDiscovery;
import dev.carousel.plugin.Plugins;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/**
 * Changes are tried with every seed and judged by the loss, with trainings made up to be judged.
 */
class ProverTest {
  private static final Remedies REMEDIES = new Remedies(Plugins.of(PluginDiscovery.onClassPath()));

  private static Run found(Run run, Rule rule) {
    return Flows.found(run, Flows.recipe(run.cell()), rule, "h");
  }

  private static Run fading(String cell, double rate) {
    return Flows.run(cell, Flows.layer(0, 1, Flows.vanishing("h", rate)));
  }

  /** With three seeds, each as good as the others but for a little. */
  private static final List<Long> SEEDS = List.of(1L, 2L, 3L);

  /** What training brings: a loss and a rate by cell, and a little of the seed in both. */
  private static Prover prover(List<String> trials, Map<String, double[]> outcomes) {
    return new Prover(
        REMEDIES,
        (recipe, updates, seed, name) -> {
          trials.add(recipe.cell() + " " + seed + ": " + name);
          double[] outcome =
              outcomes.getOrDefault(
                  recipe.cell() + hooks(recipe), outcomes.getOrDefault("else", new double[2]));
          return loss(
              fading(recipe.cell().toString(), outcome[1] - 0.001 * (seed % 2)),
              outcome[0] + 0.001 * seed);
        },
        SEEDS,
        Double.NaN);
  }

  private static String hooks(Recipe recipe) {
    return recipe.hooks().isEmpty() ? "" : " " + recipe.hooks().get(0).id();
  }

  private static Run loss(Run run, double loss) {
    return new Run(
        run.cell(),
        run.parameters(),
        run.updates(),
        loss,
        run.report(),
        run.recipe(),
        run.watch(),
        run.findings());
  }

  private static Map<String, TrialVerdict> verdicts(List<Cure> cures) {
    Map<String, TrialVerdict> verdicts = new LinkedHashMap<>();
    cures.forEach(cure -> verdicts.put(cure.change().options(), cure.judged().verdict()));
    return verdicts;
  }

  @Test
  void whatIsPrescribedIsTriedWithEverySeedAndRankedByTheLoss() {
    List<String> trials = new ArrayList<>();
    Prover prover =
        prover(
            trials,
            Map.of(
                "rnn", new double[] {2.5, -0.5},
                "lstm", new double[] {3.5, -0.1},
                "gru", new double[] {2.0, -0.9},
                "rnn:init=orthogonal", new double[] {2.5, -0.1},
                "rnn preserve-norm", new double[] {2.5, -0.5}));
    Run rnn = found(fading("rnn", -0.5), Rule.VANISHING);
    List<Cure> cures = prover.prove(List.of(rnn, rnn));
    assertEquals(15, trials.size(), "an equal network is not tried again: " + trials);
    assertEquals("rnn 1: as it is, seed 1 of 3", trials.get(0));
    assertEquals("gru 3: cure 2 of 4, seed 3 of 3", trials.get(8));
    Map<String, TrialVerdict> expected = new LinkedHashMap<>();
    expected.put("--cell gru", TrialVerdict.HELPED);
    expected.put("--cell rnn:init=orthogonal", TrialVerdict.HELPED);
    expected.put("--hook preserve-norm", TrialVerdict.NO_DIFFERENCE);
    expected.put("--cell lstm", TrialVerdict.WORSE);
    assertEquals(expected, verdicts(cures));
    assertEquals(new ArrayList<>(expected.keySet()), new ArrayList<>(verdicts(cures).keySet()));
    assertEquals(
        "1 of the 4 changes lowered the validation loss: --cell gru. Without a significant "
            + "change in loss, the promised measure is better with --cell rnn:init=orthogonal.",
        Cures.headline(cures));
    assertEquals(
        Optional.of(new Cures.NextStep("--cell gru", cures.get(0).judged().summary())),
        Cures.next(prescribed(rnn), cures));
    assertEquals(
        List.of(false, false, true, true),
        cures.stream().map(cure -> cure.judged().verdict().isRefuted()).toList());
    Cure lstm = cures.get(3);
    assertEquals("rnn", lstm.cell());
    assertEquals(
        "worse: loss +40 % [+40 to +40]; growth per step better, as promised",
        lstm.judged().summary());
    assertEquals(2.502, lstm.judged().trial().loss().meanBefore(), 1e-9);
    assertEquals(3.502, lstm.judged().trial().loss().meanAfter(), 1e-9);
  }

  @Test
  void whatHelpsNothingIsSaidToHelpNothing() {
    Prover prover = prover(new ArrayList<>(), Map.of("else", new double[] {2.5, -0.5}));
    List<Cure> cures = prover.prove(List.of(found(fading("rnn", -0.5), Rule.VANISHING)));
    assertEquals(
        "None of the 4 changes lowered the validation loss significantly.", Cures.headline(cures));
    assertEquals(List.of(), Cures.helpful(cures));
    Run rnn = found(fading("rnn", -0.5), Rule.VANISHING);
    assertEquals(Optional.empty(), Cures.next(prescribed(rnn), cures));
  }

  private static List<List<Remedy>> prescribed(Run run) {
    return List.copyOf(REMEDIES.of(run).values());
  }

  /** One change against two findings is one cure with both promises. */
  @Test
  void oneChangeAgainstSeveralFindingsIsOneCure() {
    Run once = found(fading("rnn", -0.5), Rule.SHORT_TIME_SCALES);
    Finding other = found(once, Rule.VANISHING).findings().get(0);
    Run twice =
        new Run(
            once.cell(),
            once.parameters(),
            once.updates(),
            once.validLoss(),
            once.report(),
            once.recipe(),
            null,
            List.of(once.findings().get(0), other));
    List<String> trials = new ArrayList<>();
    List<Cure> cures =
        prover(trials, Map.of("else", new double[] {2.5, -0.5})).prove(List.of(twice));
    assertEquals(cures.size(), cures.stream().map(Cure::change).distinct().count());
    assertEquals(3 * (cures.size() + 1), trials.size());
    Cure lstm =
        cures.stream()
            .filter(c -> c.change().options().equals("--cell lstm"))
            .findFirst()
            .orElseThrow();
    assertEquals(List.of(Rule.VANISHING, Rule.SHORT_TIME_SCALES), lstm.rules());
    assertEquals(
        List.of(Goal.FADING.words(), Goal.TIME_SCALE.words()),
        lstm.judged().trial().promises().stream().map(p -> p.name()).toList());
  }

  private static List<Cure> proved(Run run, Run with) {
    return new Prover(
            REMEDIES,
            (recipe, updates, seed, name) -> recipe.equals(run.recipe()) ? run : with,
            SEEDS,
            Double.NaN)
        .prove(List.of(run));
  }

  @Test
  void anExplosionIsToGrowLess() {
    Run growing =
        found(
            Flows.run(
                "rnn:gain=1.5", Flows.layer(0, 1.5, Flows.state("h", 0.4, Verdict.EXPLODING))),
            Rule.EXPLODING);
    List<Cure> cures = proved(growing, fading("rnn", -0.1));
    assertEquals(
        Map.of(
            "--hook clip-norm:max=1", TrialVerdict.NO_DIFFERENCE,
            "--cell rnn:gain=1", TrialVerdict.HELPED),
        verdicts(cures));
    JudgedTrial clip = cures.get(1).judged();
    assertEquals(Goal.LARGEST_UPDATE.words(), clip.trial().promises().get(0).name());
    assertEquals(
        List.of(Promise.Outcome.NOT_MEASURED), clip.outcomes(), "its training was not watched");
  }

  @Test
  void aGradientThatCanBeMeasuredAgainFadesLess() {
    Run lost = found(Flows.run("rnn", Flows.layer(0, 1, Flows.unmeasured("h"))), Rule.VANISHING);
    JudgedTrial judged = proved(lost, fading("lstm", -0.1)).get(0).judged();
    assertEquals(List.of(Promise.Outcome.BETTER), judged.outcomes());
    assertEquals(TrialVerdict.HELPED, judged.verdict());
  }

  @Test
  void whatExplodesIsNoHelp() {
    Run rnn = found(fading("rnn", -0.5), Rule.VANISHING);
    JudgedTrial judged =
        proved(rnn, loss(fading("lstm", -0.1), Double.POSITIVE_INFINITY)).get(0).judged();
    assertEquals(TrialVerdict.WORSE, judged.verdict());
  }

  @Test
  void oneSeedIsNotJudgedBy() {
    Run rnn = found(fading("rnn", -0.5), Rule.VANISHING);
    List<Cure> cures =
        new Prover(
                REMEDIES,
                (recipe, updates, seed, name) -> fading("lstm", -0.1),
                List.of(7L),
                Double.NaN)
            .prove(List.of(rnn));
    assertEquals(TrialVerdict.NOT_JUDGED, cures.get(0).judged().verdict());
    assertEquals("No change is judged with fewer than 3 seeds.", Cures.headline(cures));
    Remedy first = prescribed(rnn).get(0).get(0);
    assertEquals(
        Optional.of(new Cures.NextStep(first.options(), first.why())),
        Cures.next(prescribed(rnn), cures));
    assertFalse(cures.get(0).judged().verdict().isRefuted());
    assertEquals(Optional.empty(), Cures.next(List.of(), List.of()));
  }

  @Test
  void whatIsNotKnownToBeTrainedSoCannotBeTriedOtherwise() {
    Run run = Flows.found(fading("rnn", -0.5), null, Rule.VANISHING, "h");
    assertEquals(List.of(), proved(run, run));
  }

  /** Chunks as long as all that is measured cut nothing of it. */
  @Test
  void aPromiseThatCannotBeMeasuredIsNotClaimed() {
    Truncation truncation = new Truncation(Flows.LAG + 1, List.of(new ChunkLength(50, 0.5, 1)));
    LabReport report =
        Flows.report(List.of(), truncation, Flows.layer(0, 1, Flows.state("h", 0, Verdict.STEADY)));
    Run cut = new Run("rnn", 1, 200, 2, report, null, null, List.of());
    Run known = found(cut, Rule.SHORT_TRUNCATION);
    Recipe longer = Flows.recipe("rnn").withBptt(Flows.LAG + 1);
    Cure cure = proved(known, Flows.found(cut, longer, Rule.SHORT_TRUNCATION, "")).get(0);
    assertEquals("--bptt 101", cure.change().options());
    assertEquals(0.5, cure.judged().trial().promises().get(0).figures().meanBefore());
    assertEquals(List.of(Promise.Outcome.NOT_MEASURED), cure.judged().outcomes());
    assertEquals(TrialVerdict.NO_DIFFERENCE, cure.judged().verdict());
  }

  @Test
  void whatIsFineNeedsNoCure() {
    Run steady = Flows.run("lstm", Flows.layer(0, 1, Flows.state("c", 0, Verdict.STEADY)));
    assertEquals(List.of(), proved(steady, steady));
  }
}
