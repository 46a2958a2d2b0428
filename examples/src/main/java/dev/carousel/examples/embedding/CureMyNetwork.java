package dev.carousel.examples.embedding;

import dev.carousel.Engines;
import dev.carousel.cells.rnn.Rnn;
import dev.carousel.data.Dataset;
import dev.carousel.engine.Engine;
import dev.carousel.flow.measured.Recipe;
import dev.carousel.flow.measured.Run;
import dev.carousel.flow.remedy.Cure;
import dev.carousel.flow.study.Conditions;
import dev.carousel.flow.study.Study;
import dev.carousel.optimizers.Adam;
import dev.carousel.plugin.PluginDiscovery;
import dev.carousel.plugin.Plugins;
import java.util.ArrayList;
import java.util.List;

/** Measures a network, finds what is wrong, gets remedies, and tests which help. */
public final class CureMyNetwork {
  private CureMyNetwork() {}

  /**
   * Tries the remedies for a vanilla network on this data, with three seeds.
   *
   * @return the findings, their remedies, and the result of each change
   */
  public static List<String> on(Dataset data, int lag, long updates) {
    List<String> lines = new ArrayList<>();
    try (PluginDiscovery found = PluginDiscovery.onClassPath();
        Engine engine = Engines.fused(2)) {
      Conditions conditions = Conditions.of(data, Plugins.of(found), engine, 8);
      Study study = Study.of(conditions.withLag(lag).withUpdates(updates));
      Run run = study.train(Recipe.of(Rnn.cell(), Adam.withStep(0.01)));
      study
          .prescribe(run)
          .forEach(
              (finding, remedies) -> {
                lines.add("found: " + finding.title());
                remedies.forEach(r -> lines.add("try " + r.options() + ": " + r.why()));
              });
      for (Cure cure : study.prove(List.of(run), List.of(1L, 2L, 3L))) {
        lines.add("tried " + cure.change().options() + ": " + cure.judged().verdict());
      }
    }
    return lines;
  }
}
