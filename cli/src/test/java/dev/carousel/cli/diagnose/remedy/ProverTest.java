package dev.carousel.cli.diagnose.remedy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.carousel.cli.diagnose.Flows;
import dev.carousel.cli.diagnose.measured.Measure;
import dev.carousel.cli.diagnose.measured.Run;
import dev.carousel.cli.diagnose.remedy.Cure.Outcome;
import dev.carousel.flow.Verdict;
import dev.carousel.flow.diagnosis.Rule;
import dev.carousel.flow.lab.LabReport;
import dev.carousel.flow.steps.Truncation;
import dev.carousel.flow.steps.Truncation.ChunkLength;
import dev.carousel.plugin.PluginDiscovery;
import dev.carousel.plugin.Plugins;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Cures are judged by what they promise, with trials made up to be judged. */
class ProverTest {
  private static final Remedies REMEDIES = new Remedies(Plugins.of(PluginDiscovery.onClassPath()));

  private static Run found(Run run, Rule rule) {
    return Flows.found(run, Flows.recipe(run.cell()), rule, "h");
  }

  private static Run fading(String cell, double rate) {
    return Flows.run(cell, Flows.layer(0, 1, Flows.vanishing("h", rate)));
  }

  @Test
  void whatIsPrescribedIsTriedOnceAndHeldAgainstItsPromise() {
    List<String> trials = new ArrayList<>();
    Prover prover =
        new Prover(
            REMEDIES,
            (recipe, updates) -> {
              trials.add(recipe.cell() + " for " + updates);
              return fading(
                  recipe.cell().toString(), recipe.cell().id().equals("gru") ? -0.9 : -0.1);
            });
    Run rnn = found(fading("rnn", -0.5), Rule.VANISHING);
    List<Cure> cures = prover.prove(List.of(rnn, rnn));
    assertEquals(
        List.of("lstm for 200", "gru for 200", "rnn:init=orthogonal for 200", "rnn for 200"),
        trials);
    assertEquals(8, cures.size());
    assertEquals("--hook preserve-norm", cures.get(3).change().options());
    Cure lstm = cures.get(0);
    assertEquals("rnn", lstm.cell());
    assertEquals(Measure.FADING, lstm.measure());
    assertEquals(-0.5, lstm.before());
    assertEquals(-0.1, lstm.after());
    assertEquals("--cell lstm", lstm.change().options());
    assertEquals(Outcome.HELPED, lstm.outcome());
    assertEquals(Outcome.DID_NOT_HELP, cures.get(1).outcome(), "gru fades faster in this trial");
    assertEquals(2.5, lstm.lossBefore());
  }

  @Test
  void anExplosionIsToGrowLess() {
    Run growing =
        found(
            Flows.run(
                "rnn:gain=1.5", Flows.layer(0, 1.5, Flows.state("h", 0.4, Verdict.EXPLODING))),
            Rule.EXPLODING);
    List<Cure> cures =
        new Prover(REMEDIES, (recipe, updates) -> fading(recipe.cell().toString(), -0.1))
            .prove(List.of(growing));
    assertEquals(
        List.of("--hook clip-norm:max=1", "--cell rnn:gain=1"),
        cures.stream().map(cure -> cure.change().options()).toList());
    assertEquals(Measure.LARGEST_UPDATE, cures.get(0).measure());
    assertTrue(Double.isNaN(cures.get(0).before()), "its training was not watched");
    assertEquals(Outcome.NOT_MEASURED, cures.get(0).outcome(), "so nothing is claimed");
    assertEquals(Measure.GROWING, cures.get(1).measure());
    assertEquals(Outcome.HELPED, cures.get(1).outcome());
  }

  @Test
  void aGradientThatCanBeMeasuredAgainFadesLess() {
    Run lost = found(Flows.run("rnn", Flows.layer(0, 1, Flows.unmeasured("h"))), Rule.VANISHING);
    Cure cure =
        new Prover(REMEDIES, (recipe, updates) -> fading("lstm", -0.1)).prove(List.of(lost)).get(0);
    assertTrue(Double.isNaN(cure.before()));
    assertEquals(Outcome.HELPED, cure.outcome());
  }

  @Test
  void whatIsNotKnownToBeTrainedSoCannotBeTriedOtherwise() {
    Run run = Flows.found(fading("rnn", -0.5), null, Rule.VANISHING, "h");
    assertEquals(List.of(), new Prover(REMEDIES, (recipe, updates) -> run).prove(List.of(run)));
  }

  /** Chunks as long as all that is measured cut nothing of it. */
  @Test
  void aPromiseThatCannotBeMeasuredIsNotClaimed() {
    Truncation truncation = new Truncation(Flows.LAG + 1, List.of(new ChunkLength(50, 0.5, 1)));
    LabReport report =
        Flows.report(List.of(), truncation, Flows.layer(0, 1, Flows.state("h", 0, Verdict.STEADY)));
    Run cut = new Run("rnn", 1, 200, 2, report, null, null, List.of());
    Cure cure =
        new Prover(
                REMEDIES, (recipe, updates) -> Flows.found(cut, recipe, Rule.SHORT_TRUNCATION, ""))
            .prove(List.of(found(cut, Rule.SHORT_TRUNCATION)))
            .get(0);
    assertEquals("--bptt 101", cure.change().options());
    assertEquals(0.5, cure.before());
    assertEquals(Outcome.NOT_MEASURED, cure.outcome());
  }

  @Test
  void whatIsFineNeedsNoCure() {
    Run steady = Flows.run("lstm", Flows.layer(0, 1, Flows.state("c", 0, Verdict.STEADY)));
    assertEquals(
        List.of(), new Prover(REMEDIES, (recipe, updates) -> steady).prove(List.of(steady)));
  }
}
