package dev.carousel.flow.measured;

import dev.carousel.flow.Growth;
import dev.carousel.flow.StateFlow;
import dev.carousel.flow.Verdict;
import dev.carousel.flow.context.ContextCurve;
import dev.carousel.flow.context.Dependence;
import dev.carousel.flow.diagnosis.Grade;
import dev.carousel.flow.diagnosis.Rule;
import dev.carousel.flow.words.Numbers;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * The verdict on one network, in words. Terminal, JSON and page all show this one verdict. It says
 * vanishing or exploding only if that was found to be a fault, and hides no other fault.
 *
 * @param word the kind of claim
 * @param grade of the state that decides
 * @param layer that decides
 * @param state that decides; null if none could be measured
 * @param claim the claim: a main clause without a capital and a full stop, to follow the network's
 *     name
 * @param sentence the reason, a whole sentence; empty if there is none
 * @param isFine whether there is nothing to fix
 * @param isUntrained whether the network has not been trained
 */
public record Conclusion(
    Word word,
    Grade.Word grade,
    String layer,
    @Nullable String state,
    String claim,
    String sentence,
    boolean isFine,
    boolean isUntrained) {
  private static final String BEYOND =
      "It is not finite, or too large for float32, within a step or two of the loss.";

  private static final String UNKNOWN =
      "There is too little data to measure which context it rewards.";

  /** The claim: a grade of the gradient, or that it does not matter. */
  public enum Word {
    /** The data rewards some past, and too little of the gradient is left to learn from it. */
    VANISHING,
    /** The gradient is weaker where it matters, but enough to learn from. */
    FADING,
    /** Most of it is left. */
    STEADY,
    /** It grows slightly. */
    GROWING,
    /** It grows by more than a factor of 100. */
    EXPLODING,
    /** It could not be measured. */
    UNMEASURED,
    /** The network uses as much of the past as the data rewards, whatever is left. */
    ENOUGH,
    /** The data rewards no past. */
    UNNEEDED;

    /** The word as reports use it: {@code vanishing}. */
    public String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** The conclusion on one network. */
  public static Conclusion of(Run run) {
    Reading reading = Reading.of(run);
    BestState best = reading.best();
    String where = run.flow().layers().size() > 1 ? " in " + reading.layer().name() : "";
    if (reading.verdict() == Verdict.EXPLODING) {
      String why = best == null ? BEYOND : growing(best);
      return of(run, reading, Word.EXPLODING, "the gradient explodes" + where, why);
    }
    if (run.hasFailed()) {
      String why = run.isUseless() ? "" : "The updates were too large for the weights.";
      return of(run, reading, Word.UNMEASURED, "the gradient does not explode", why);
    }
    if (run.need().isMet()) {
      Word word = run.need().lag() == 0 ? Word.UNNEEDED : Word.ENOUGH;
      return of(run, reading, word, met(run), "");
    }
    if (best == null && !run.need().isUnknown()) {
      String claim = "the gradient cannot be measured" + where;
      return of(run, reading, Word.UNMEASURED, claim, unmeasured(reading));
    }
    if (best == null || isUnjudged(run, best)) {
      String claim = "it is unknown whether enough of the gradient is left" + where;
      return of(run, reading, Word.UNMEASURED, claim, unjudged(run, best));
    }
    if (isFound(run, Rule.VANISHING)) {
      String why = fading(best) + left(run, best);
      return of(run, reading, Word.VANISHING, "the gradient vanishes" + where, why);
    }
    Grade grade = run.grade(best.state());
    Word word = Word.valueOf(grade.word().name());
    String unknown = run.need().isUnknown() ? " " + UNKNOWN : "";
    return of(run, reading, word, steady(grade.word(), where), left(grade, best) + unknown);
  }

  /** Whether too little is left at a lag that may or may not be needed. */
  private static boolean isUnjudged(Run run, BestState best) {
    return run.need().isUnknown() && run.grade(best.state()).word() == Grade.Word.VANISHING;
  }

  private static String unjudged(Run run, @Nullable BestState best) {
    String longest =
        best == null
            ? "It could not be measured over three lags."
            : left(run.grade(best.state()), best) + " That is the longest lag measured.";
    return UNKNOWN + " " + longest;
  }

  private static Conclusion of(Run run, Reading reading, Word word, String claim, String sentence) {
    StateFlow state = reading.state();
    boolean explodes = reading.verdict() == Verdict.EXPLODING;
    Grade.Word grade =
        explodes
            ? Grade.Word.EXPLODING
            : state == null ? Grade.Word.UNMEASURED : run.grade(state).word();
    return new Conclusion(
        word,
        grade,
        reading.layer().name(),
        state == null ? null : state.state(),
        failed(run) + claim,
        sentence,
        run.findings().isEmpty() && word != Word.UNMEASURED,
        !run.trained() && !run.isBroken());
  }

  private static String failed(Run run) {
    if (run.isBroken()) {
      return "training exploded: it became not finite. At its last finite state ";
    }
    if (run.isUseless()) {
      return "training failed: it predicts worse than always guessing the same. At its best update"
          + " ";
    }
    return run.hasFailed() ? "training diverged: its loss is unusable. At its best update " : "";
  }

  /** The reason, with a note if it is before training. */
  public String reason() {
    String note = isUntrained ? "This is before training." : "";
    return sentence.isEmpty() || note.isEmpty() ? sentence + note : sentence + " " + note;
  }

  /** The whole conclusion, to follow the network's name. */
  public String text() {
    List<String> told = new ArrayList<>(List.of(claim + "."));
    if (!sentence.isEmpty()) {
      told.add(sentence);
    }
    if (isFine) {
      told.add("Nothing to fix.");
    }
    if (isUntrained) {
      told.add("This is before training.");
    }
    return String.join(" ", told);
  }

  private static String unmeasured(Reading reading) {
    return isLost(reading)
        ? "It is lost within a step or two of the loss."
        : "At the loss, there is no gradient that could be followed.";
  }

  /** Whether it falls below the floor of the arithmetic before a slope can be measured. */
  private static boolean isLost(Reading reading) {
    return reading.layer().states().stream().anyMatch(s -> s.verdict() == Verdict.VANISHING);
  }

  private static boolean isFound(Run run, Rule rule) {
    return run.findings().stream().anyMatch(finding -> finding.rule() == rule);
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

  /** The claim if it does not matter how far the gradient reaches. */
  private static String met(Run run) {
    ContextCurve network = run.need().network();
    Dependence data = run.need().data();
    boolean isMore = network != null && data != null && network.rewarded() > data.rewarded();
    return run.need().lag() == 0 || network == null
        ? "your data shows no reward for any past, so it does not matter how far back the "
            + "gradient reaches"
        : "it uses the last "
            + network.rewarded()
            + (isMore
                ? " steps, more than your data shows a reward for,"
                : " steps, as many as your data rewards,")
            + " so what is left of the gradient is enough";
  }

  private static String fading(BestState best) {
    StateFlow state = best.state();
    String text =
        "It reaches furthest back through state "
            + state.state()
            + ", where it falls to 1/e every "
            + steps(best.growth().horizon())
            + " on average.";
    OptionalInt little = state.onePercentLag();
    return little.isEmpty()
        ? text
        : text
            + " Less than 1 % is left from lag "
            + little.getAsInt()
            + " on: what lies further back hardly changes a weight.";
  }

  private static String growing(BestState best) {
    Growth growth = best.growth();
    return "Through state "
        + best.state().state()
        + " it grows by "
        + Numbers.ratio(100 * Math.expm1(growth.perStep()))
        + " % with every step back. The distant past outweighs the recent past, and one update "
        + "can undo many.";
  }

  /** The claim for a gradient of which enough is left, or that grows slightly. */
  private static String steady(Grade.Word word, String where) {
    return switch (word) {
      case FADING -> "the gradient fades" + where + ", and enough is left to learn from";
      case VANISHING -> "the gradient vanishes" + where;
      case GROWING -> "the gradient grows slightly" + where;
      default -> "most of the gradient is left" + where;
    };
  }

  private static String left(Grade grade, BestState best) {
    return "At lag "
        + grade.lag()
        + ", "
        + Numbers.ratio(grade.left())
        + " of it is left in state "
        + best.state().state()
        + ".";
  }

  /**
   * A sentence on which network carries the gradient furthest; null if there are not two to
   * compare.
   */
  public static @Nullable String comparison(List<String> names, List<Run> runs) {
    List<Reading> readings = runs.stream().map(Reading::of).toList();
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
          "In %s the gradient does not fade; in %s, it falls to 1/e every %s.",
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
