package dev.carousel.cli.diagnose;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.carousel.cli.diagnose.Cure.Measure;
import dev.carousel.flow.Verdict;
import dev.carousel.flow.diagnosis.Confidence;
import dev.carousel.flow.diagnosis.Finding;
import dev.carousel.flow.diagnosis.Rule;
import dev.carousel.plugin.PluginDiscovery;
import dev.carousel.plugin.Plugins;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Cures are judged by what they promise, with trials made up to be judged. */
class ProverTest {
  private static final Remedies REMEDIES = new Remedies(Plugins.of(PluginDiscovery.onClassPath()));

  private static Run found(Run run, Rule rule) {
    Finding finding =
        new Finding(rule, "It is so.", List.of("Seen."), Confidence.HIGH, "layer0", "h");
    return new Run(
        run.cell(),
        run.parameters(),
        run.updates(),
        run.validLoss(),
        run.report(),
        null,
        List.of(finding));
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
            100,
            change -> {
              trials.add(change.options());
              return fading(
                  change.cell().toString(), change.cell().id().equals("gru") ? -0.9 : -0.1);
            });
    Run rnn = found(fading("rnn", -0.5), Rule.VANISHING);
    List<Cure> cures = prover.prove(List.of(rnn, rnn));
    assertEquals(List.of("--cell lstm", "--cell gru", "--cell rnn:init=orthogonal"), trials);
    assertEquals(6, cures.size());
    Cure lstm = cures.get(0);
    assertEquals("rnn", lstm.cell());
    assertEquals(Measure.FADING, lstm.measure());
    assertEquals(-0.5, lstm.before());
    assertEquals(-0.1, lstm.after());
    assertTrue(lstm.improved());
    assertFalse(cures.get(1).improved(), "gru fades faster in this trial");
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
        new Prover(REMEDIES, 100, change -> fading(change.cell().toString(), -0.1))
            .prove(List.of(growing));
    assertEquals(
        List.of("--hook clip-norm:max=1", "--cell rnn:gain=1"),
        cures.stream().map(cure -> cure.change().options()).toList());
    assertEquals(Measure.LARGEST_UPDATE, cures.get(0).measure());
    assertTrue(Double.isNaN(cures.get(0).before()), "its training was not watched");
    assertFalse(cures.get(0).improved());
    assertEquals(Measure.GROWING, cures.get(1).measure());
    assertTrue(cures.get(1).improved());
  }

  @Test
  void whatIsFineNeedsNoCure() {
    Run steady = Flows.run("lstm", Flows.layer(0, 1, Flows.state("c", 0, Verdict.STEADY)));
    assertEquals(List.of(), new Prover(REMEDIES, 100, change -> steady).prove(List.of(steady)));
  }
}
