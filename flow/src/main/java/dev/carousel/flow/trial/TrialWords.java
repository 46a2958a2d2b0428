package dev.carousel.flow.trial;

import dev.carousel.experiments.statistics.Figures;
import dev.carousel.experiments.statistics.PairedDifference;
import dev.carousel.experiments.statistics.PairedRules;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The reason of a verdict in words: the loss first, then the promises. */
record TrialWords(
    Trial trial, TrialVerdict verdict, double pValue, List<Promise.Outcome> outcomes) {

  /** The verdict and its reason, in one line. */
  String summary() {
    List<String> parts = new ArrayList<>();
    parts.add(head());
    for (int i = 0; i < outcomes.size(); i++) {
      if (trial.loss().seeds() >= PairedRules.FEWEST_SEEDS
          && verdict != TrialVerdict.NOT_MEASURED) {
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
              + PairedRules.FEWEST_SEEDS
              + " are needed): "
              + losses();
      case NOT_ENOUGH -> verdict.word() + ": " + gain() + "; but the mean loss, " + still();
      case UNCERTAIN -> verdict.word() + ": " + losses() + doubt();
      case HELPED ->
          verdict.word()
              + ": "
              + (isLossBetter() ? losses() : "no significant change in " + losses());
      case NO_DIFFERENCE, WORSE -> verdict.word() + ": " + losses();
    };
  }

  /** What is better, for a change that is not enough. */
  private String gain() {
    PairedDifference loss = trial.loss();
    return loss.notFiniteAfter() < loss.notFiniteBefore()
        ? failed("not finite", loss)
        : isLossBetter() ? losses() : "no significant change in " + losses();
  }

  private String still() {
    double after = trial.loss().meanAfter();
    return String.format(
        Locale.ROOT,
        "%s, is still %s times that of outputs that are all zero, %s",
        Figures.figure(after),
        Figures.figure(after / trial.blank()),
        Figures.figure(trial.blank()));
  }

  private boolean isFinite() {
    return trial.usable().notFiniteBefore() + trial.usable().notFiniteAfter() == 0;
  }

  private String doubt() {
    if (!isFinite()) {
      return "";
    }
    return PairedRules.isSignificant(trial.loss().pValue())
        ? ", not significant after correction for the number of changes"
        : ", not significant with " + trial.loss().seeds() + " seeds";
  }

  /** Whether the loss is better; otherwise only a promise can have helped. */
  private boolean isLossBetter() {
    return !isFinite() || PairedRules.isSignificant(pValue) && trial.usable().mean() < 0;
  }

  private String losses() {
    PairedDifference loss = trial.loss();
    if (!isFinite()) {
      PairedDifference usable = trial.usable();
      boolean hasDiverged =
          usable.notFiniteBefore() > loss.notFiniteBefore()
              || usable.notFiniteAfter() > loss.notFiniteAfter();
      return failed(hasDiverged ? "diverged or not finite" : "not finite", usable);
    }
    return "loss " + Figures.change(loss);
  }

  private static String failed(String how, PairedDifference loss) {
    return String.format(
        Locale.ROOT,
        "%d of %d trainings %s, %d of %d without it",
        loss.notFiniteAfter(),
        loss.seeds(),
        how,
        loss.notFiniteBefore(),
        loss.seeds());
  }
}
