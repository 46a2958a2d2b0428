package dev.carousel.cli.diagnose.remedy;

import dev.carousel.cli.diagnose.measured.Measure;
import dev.carousel.cli.diagnose.measured.Recipe;
import dev.carousel.cli.diagnose.measured.Run;
import dev.carousel.flow.diagnosis.Finding;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Tries every cure that was prescribed, and says what became of what it promised. */
public final class Prover {
  private final Remedies remedies;
  private final Bench bench;
  private final Map<Trial, Run> tried = new HashMap<>();

  /** Where networks are trained and measured. */
  public interface Bench {
    /** Trains a network for so many updates, on the same data with the same seed. */
    Run train(Recipe recipe, long updates);
  }

  private record Trial(Recipe recipe, long updates) {}

  public Prover(Remedies remedies, Bench bench) {
    this.remedies = remedies;
    this.bench = bench;
  }

  /** Of runs of which it is not known what they were trained with, nothing can be tried. */
  public List<Cure> prove(List<Run> runs) {
    List<Cure> cures = new ArrayList<>();
    for (Run run : runs) {
      Recipe recipe = run.recipe();
      if (recipe != null) {
        run.findings().forEach(finding -> prove(run, recipe, finding, cures));
      }
    }
    return List.copyOf(cures);
  }

  private void prove(Run run, Recipe recipe, Finding finding, List<Cure> cures) {
    promises(run, finding)
        .forEach(
            (change, promise) -> {
              Trial trial = new Trial(change.applyTo(recipe), run.updates());
              Run with = tried.computeIfAbsent(trial, t -> bench.train(t.recipe(), t.updates()));
              cures.add(
                  new Cure(
                      run.cell(),
                      finding.rule(),
                      change,
                      promise,
                      promise.of(run, finding),
                      promise.of(with, finding),
                      run.validLoss(),
                      with.validLoss()));
            });
  }

  private Map<Change, Measure> promises(Run run, Finding finding) {
    Map<Change, Measure> promises = new LinkedHashMap<>();
    for (Remedy remedy : remedies.of(run).getOrDefault(finding, List.of())) {
      Measure promise = remedy.promise();
      if (promise != null) {
        remedy.changes().forEach(change -> promises.put(change, promise));
      }
    }
    return promises;
  }
}
