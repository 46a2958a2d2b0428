package dev.carousel.flow.trial;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Says what a verdict rests on: the loss first, then what was promised. */
record TrialWords(
    Trial trial, TrialVerdict verdict, double pValue, List<Promise.Outcome> outcomes) {

  /** In one line, the verdict first. */
  String summary() {
    List<String> parts = new ArrayList<>();
    parts.add(head());
    for (int i = 0; i < outcomes.size(); i++) {
      if (trial.loss().seeds() >= Judge.FEWEST_SEEDS && verdict != TrialVerdict.NOT_MEASURED) {
        parts.add(trial.promises().get(i).name() + " " + outcomes.get(i).words());
      }
    }
    return String.join("; ", parts);
  }

  private String head() {
    PairedDifference loss = trial.loss();
    String seeds = loss.seeds() + " seeds";
    return switch (verdict) {
      case NOT_MEASURED -> verdict.word() + ": there is no validation set";
      case NOT_JUDGED ->
          verdict.word()
              + (loss.seeds() == 1 ? ", one seed" : ", " + seeds)
              + " ("
              + Judge.FEWEST_SEEDS
              + " are needed): "
              + losses();
      case UNCERTAIN -> verdict.word() + ": " + losses() + doubt();
      case HELPED ->
          verdict.word()
              + ": "
              + (isLossBetter() ? losses() : "no significant change in " + losses());
      case NO_DIFFERENCE, WORSE -> verdict.word() + ": " + losses();
    };
  }

  private boolean isFinite() {
    return trial.loss().notFiniteBefore() + trial.loss().notFiniteAfter() == 0;
  }

  private String doubt() {
    if (!isFinite()) {
      return "";
    }
    return trial.loss().pValue() < Judge.LEVEL
        ? ", not significant after correction for the number of changes"
        : ", not significant with " + trial.loss().seeds() + " seeds";
  }

  /** Else only a promise can have helped. */
  private boolean isLossBetter() {
    return !isFinite() || pValue < Judge.LEVEL && trial.loss().mean() < 0;
  }

  private String losses() {
    PairedDifference loss = trial.loss();
    if (!isFinite()) {
      return String.format(
          Locale.ROOT,
          "%d of %d trainings not finite, %d of %d without it",
          loss.notFiniteAfter(),
          loss.seeds(),
          loss.notFiniteBefore(),
          loss.seeds());
    }
    return "loss " + Figures.change(loss);
  }
}
