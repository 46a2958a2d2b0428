package dev.carousel.cli.diagnose.text;

import dev.carousel.cli.diagnose.measured.BestState;
import dev.carousel.cli.diagnose.measured.Reading;
import dev.carousel.cli.diagnose.measured.Run;
import dev.carousel.cli.text.Numbers;
import dev.carousel.flow.Growth;
import dev.carousel.flow.StateFlow;
import dev.carousel.flow.Verdict;
import dev.carousel.flow.context.ContextCurve;
import dev.carousel.flow.diagnosis.Grade;
import dev.carousel.flow.diagnosis.Rule;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/** Says in plain language what was measured. */
final class VerdictText {
  private static final String BEYOND =
      ": it is not finite, or too large for float32, within a step or two of the loss.";

  private VerdictText() {}

  /**
   * What the numbers say of one network, without its name. Vanishing and exploding are said where
   * they were found to be a fault, and no other fault is hidden behind a gradient that is none.
   */
  static String of(Run run, Reading reading) {
    BestState best = reading.best();
    String where = run.flow().layers().size() > 1 ? " in " + reading.layer().name() : "";
    String text;
    if (reading.verdict() == Verdict.EXPLODING) {
      text = "the gradient explodes" + where + (best == null ? BEYOND : ". " + growing(best));
    } else if (run.need().isMet()) {
      text = met(run) + nothing(run);
    } else if (best == null) {
      text =
          "the gradient cannot be measured"
              + where
              + (isLost(reading)
                  ? ": it is lost within a step or two of the loss."
                  : ": there is none at the loss that could be followed.");
    } else if (isFound(run, Rule.VANISHING)) {
      text = "the gradient vanishes" + where + ". " + fading(best) + left(run, best);
    } else {
      text = steady(run, best, where) + nothing(run);
    }
    if (run.isBroken()) {
      return "training exploded: it became not finite. At its last finite state " + text;
    }
    return run.trained() ? text : text + " This is before training.";
  }

  /** Whether it falls below the floor of the arithmetic before a slope can be measured. */
  private static boolean isLost(Reading reading) {
    return reading.layer().states().stream().anyMatch(s -> s.verdict() == Verdict.VANISHING);
  }

  private static boolean isFound(Run run, Rule rule) {
    return run.findings().stream().anyMatch(finding -> finding.rule() == rule);
  }

  /** Only where nothing at all was found. */
  private static String nothing(Run run) {
    return run.findings().isEmpty() ? " Nothing to mend." : "";
  }

  /** What is left where it matters. */
  private static String left(Run run, BestState best) {
    Grade grade = run.grade(best.state());
    return run.need().isMeasured()
        ? " Your data rewards a context of about "
            + run.need().context()
            + " steps: at lag "
            + grade.lag()
            + ", "
            + Numbers.ratio(grade.left())
            + " is left."
        : "";
  }

  /** How far the gradient comes back does not matter. */
  private static String met(Run run) {
    ContextCurve network = run.need().network();
    return run.need().lag() == 0 || network == null
        ? "no past was found that your data rewards, so how far the gradient comes back does not"
            + " matter."
        : "it uses the last "
            + network.rewarded()
            + " steps, as many as your data rewards, so what is left of the gradient is enough.";
  }

  private static String fading(BestState best) {
    StateFlow state = best.state();
    String text =
        "It comes back furthest through state "
            + state.state()
            + ", and there it falls to 1/e every "
            + steps(best.growth().horizon())
            + " on average.";
    OptionalInt little = state.onePercentLag();
    return little.isEmpty()
        ? text
        : text
            + " Less than 1 % is left from lag "
            + little.getAsInt()
            + " on: what lies further back hardly moves a weight.";
  }

  private static String growing(BestState best) {
    Growth growth = best.growth();
    return "Through state "
        + best.state().state()
        + " it grows by "
        + Numbers.ratio(100 * Math.expm1(growth.perStep()))
        + " % with every step back, so the far past drowns the near, and one update can undo many.";
  }

  /** A gradient of which enough is left, or that grows a little. */
  private static String steady(Run run, BestState best, String where) {
    Grade grade = run.grade(best.state());
    String claim =
        switch (grade.word()) {
          case FADING -> "the gradient fades" + where + ", and enough is left to learn from. ";
          case VANISHING -> "the gradient vanishes" + where + ". ";
          case GROWING -> "the gradient grows" + where + ", and not by much. ";
          default -> "the gradient comes through" + where + ". ";
        };
    return claim
        + "At lag "
        + grade.lag()
        + ", "
        + Numbers.ratio(grade.left())
        + " of it is left in state "
        + best.state().state()
        + ".";
  }

  /** Which network carries the gradient furthest; null if there are not two to compare. */
  static @Nullable String comparison(List<String> names, List<Reading> readings) {
    List<Integer> fading = new ArrayList<>();
    for (int i = 0; i < readings.size(); i++) {
      boolean measured = readings.get(i).best() != null;
      if (measured && readings.get(i).verdict() != Verdict.EXPLODING) {
        fading.add(i);
      }
    }
    Comparator<Integer> byHorizon = Comparator.comparingDouble(i -> readings.get(i).horizon());
    Optional<Integer> best = fading.stream().max(byHorizon);
    Optional<Integer> worst = fading.stream().min(byHorizon);
    if (best.isEmpty() || worst.isEmpty() || best.equals(worst)) {
      return null;
    }
    double far = readings.get(best.get()).horizon();
    double near = readings.get(worst.get()).horizon();
    String furthest = names.get(best.get());
    String shortest = names.get(worst.get());
    if (Double.isInfinite(near)) {
      return null;
    }
    if (Double.isInfinite(far)) {
      return String.format(
          "From %s the gradient comes back undiminished; from %s, it falls to 1/e every %s.",
          furthest, shortest, steps(near));
    }
    String times = Numbers.ratio(far / near);
    return times.equals("1")
        ? String.format(
            "On its way back the gradient fades as slowly in %s as in %s: to 1/e every %s, against"
                + " %s.",
            furthest, shortest, steps(far), Numbers.decimals(near, 1))
        : String.format(
            "On its way back the gradient fades %s times as slowly in %s as in %s: to 1/e every"
                + " %s, against %s.",
            times, furthest, shortest, steps(far), Numbers.decimals(near, 1));
  }

  private static String steps(double horizon) {
    return Numbers.decimals(horizon, 1) + " steps";
  }
}
