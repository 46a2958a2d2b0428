package dev.carousel.cli.diagnose;

import dev.carousel.cli.diagnose.Cure.Measure;
import dev.carousel.flow.diagnosis.Finding;
import dev.carousel.flow.diagnosis.Rule;
import dev.carousel.flow.dynamics.LayerDynamics;
import dev.carousel.flow.dynamics.TimeScales;
import dev.carousel.flow.training.ClipReport;
import dev.carousel.flow.training.TrainingWatch;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Tries every cure that was prescribed, and says what became of what it promised. */
final class Prover {
  private final Remedies remedies;
  private final int lag;
  private final Function<Change, Run> trial;
  private final Map<Change, Run> tried = new HashMap<>();

  /**
   * @param trial trains and measures a network with that change
   */
  Prover(Remedies remedies, int lag, Function<Change, Run> trial) {
    this.remedies = remedies;
    this.lag = lag;
    this.trial = trial;
  }

  List<Cure> prove(List<Run> runs) {
    List<Cure> cures = new ArrayList<>();
    for (Run run : runs) {
      for (Finding finding : run.findings()) {
        for (Change change : changes(run, finding)) {
          cures.add(cure(run, finding.rule(), change));
        }
      }
    }
    return List.copyOf(cures);
  }

  private Iterable<Change> changes(Run run, Finding finding) {
    LinkedHashSet<Change> changes = new LinkedHashSet<>();
    remedies.of(run, finding, lag).forEach(remedy -> changes.addAll(remedy.changes()));
    return changes;
  }

  private Cure cure(Run run, Rule rule, Change change) {
    Run with = tried.computeIfAbsent(change, trial);
    Measure measure = measure(rule, change);
    double before = value(measure, run);
    double after = value(measure, with);
    return new Cure(
        run.cell(),
        rule,
        change,
        measure,
        before,
        after,
        isBetter(measure, before, after),
        run.validLoss(),
        with.validLoss());
  }

  private static Measure measure(Rule rule, Change change) {
    if (change.hook() != null) {
      return Measure.LARGEST_UPDATE;
    }
    return switch (rule) {
      case SHORT_TIME_SCALES -> Measure.TIME_SCALE;
      case EXPLODING -> Measure.GROWING;
      default -> Measure.FADING;
    };
  }

  private static boolean isBetter(Measure measure, double before, double after) {
    return switch (measure) {
      case FADING, TIME_SCALE -> after > before || (Double.isNaN(before) && !Double.isNaN(after));
      case GROWING, LARGEST_UPDATE -> after < before;
    };
  }

  private static double value(Measure measure, Run run) {
    return switch (measure) {
      case FADING, GROWING -> {
        BestState best = Reading.of(run).best();
        yield best == null ? Double.NaN : best.growth().perStep();
      }
      case TIME_SCALE -> longestTimeScale(run);
      case LARGEST_UPDATE -> largestUpdate(run.watch());
    };
  }

  private static double longestTimeScale(Run run) {
    double longest = 0;
    for (LayerDynamics layer : run.report().dynamics()) {
      for (TimeScales scales : layer.timeScales()) {
        longest = Math.max(longest, scales.longest());
      }
    }
    return longest;
  }

  private static double largestUpdate(@Nullable TrainingWatch watch) {
    return watch == null
        ? Double.NaN
        : watch.clipping().report().entries().stream()
            .mapToDouble(ClipReport.Entry::after)
            .max()
            .orElse(Double.NaN);
  }
}
