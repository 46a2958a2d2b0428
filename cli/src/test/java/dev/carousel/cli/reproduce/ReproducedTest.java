package dev.carousel.cli.reproduce;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.carousel.cli.options.RunOptions;
import dev.carousel.data.DataShape;
import dev.carousel.data.Dataset;
import dev.carousel.experiments.Trial;
import dev.carousel.experiments.TrialResult;
import dev.carousel.experiments.TrialResult.CurvePoint;
import dev.carousel.experiments.TrialResult.Outcome;
import dev.carousel.experiments.published.Arm;
import dev.carousel.experiments.published.Catalogue;
import dev.carousel.experiments.published.Claim;
import dev.carousel.experiments.published.Criterion;
import dev.carousel.experiments.published.PublishedResult;
import dev.carousel.experiments.published.SeedOutcome;
import dev.carousel.experiments.statistics.Aim;
import dev.carousel.plugin.PluginDiscovery;
import dev.carousel.plugin.Plugins;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReproducedTest {
  private static final Criterion ACCURACY = new Criterion("accuracy", Aim.LARGER, 0.99, 0.05);
  private static final Arm ARM = new Arm("a", Map.of(), Claim.OPEN);

  private static SeedOutcome outcome(Criterion criterion, Outcome how, double... losses) {
    List<CurvePoint> curve =
        java.util.stream.IntStream.range(0, losses.length)
            .mapToObj(i -> new CurvePoint(10L * (i + 1), losses[i]))
            .toList();
    Trial trial = new Trial("c1-seed11", Map.of(), 11, 0);
    TrialResult result =
        new TrialResult(trial, how, 0.01, Map.of("accuracy", 0.995), curve, 30, 9, 7, "", "");
    return Reproduced.outcome(criterion, ARM, result);
  }

  @Test
  void theFigureIsTheMetricOfTheCriterion() {
    SeedOutcome found = outcome(ACCURACY, Outcome.FINISHED, 0.3, 0.04, 0.06);
    assertEquals(new SeedOutcome("a", 11, 0.995, 20, 7), found);
    Criterion loss = new Criterion(Criterion.LOSS, Aim.SMALLER, 0.05, 0.05);
    assertEquals(0.01, outcome(loss, Outcome.FINISHED, 0.3).figure());
    Criterion other = new Criterion("mse", Aim.SMALLER, 0.05, 0.05);
    assertTrue(Double.isNaN(outcome(other, Outcome.FINISHED, 0.3).figure()), "not measured");
  }

  @Test
  void whatIsNeverLearntNeedsInfinitelyManyUpdates() {
    assertEquals(Double.POSITIVE_INFINITY, outcome(ACCURACY, Outcome.FINISHED, 0.05).updates());
    SeedOutcome diverged = outcome(ACCURACY, Outcome.DIVERGED, 0.01);
    assertEquals(Double.POSITIVE_INFINITY, diverged.figure());
    SeedOutcome failed = outcome(ACCURACY, Outcome.FAILED);
    assertTrue(Double.isNaN(failed.figure()) && Double.isNaN(failed.updates()));
  }

  /** So that an experiment is not refused when it is asked for. */
  @Test
  void everyArmCanBeTrainedAndMeasured() {
    Plugins plugins = Plugins.of(PluginDiscovery.onClassPath());
    for (PublishedResult result : Catalogue.read().results()) {
      for (Arm arm : result.arms()) {
        RunOptions options = RunOptions.of(result.settings(arm));
        options.check(plugins);
        if (result.files() != null) {
          continue; // nobody has to have them
        }
        assertFalse(options.train().hooks(plugins).isEmpty());
        assertNotNull(options.train().optimizer(plugins));
        assertNotNull(options.train().schedule(plugins));
        Dataset data = options.data().open(plugins);
        assertNotNull(options.spec(data, options.model().cell(), plugins));
        DataShape shape = data.shape();
        String metric = result.criterion().metric();
        boolean isTold = shape.symbolsOut() || "binary".equals(arm.settings().get("loss"));
        assertTrue(
            metric.equals(Criterion.LOSS) || metric.equals("accuracy") && isTold, result.name());
      }
      assertEquals(
          result.arms().size() * result.seeds().size(), Reproduced.plan(result).trials().size());
    }
  }

  @Test
  void aFolderThatNobodyAskedForIsRemoved(@TempDir Path work) throws Exception {
    Path made;
    try (Workplace place = Workplace.of(null)) {
      made = place.path();
      Files.writeString(Files.createDirectories(made.resolve("trials")).resolve("file"), "text");
    }
    assertFalse(Files.exists(made));
    Path wanted = work.resolve("wanted");
    try (Workplace place = Workplace.of(wanted)) {
      Files.writeString(place.path().resolve("file"), "text");
    }
    assertTrue(Files.exists(wanted.resolve("file")));
  }
}
