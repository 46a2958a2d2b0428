package dev.carousel.cli.diagnose.text;

import dev.carousel.cli.diagnose.measured.BestState;
import dev.carousel.cli.diagnose.measured.Reading;
import dev.carousel.cli.diagnose.measured.Run;
import dev.carousel.cli.text.Numbers;
import dev.carousel.flow.Growth;
import dev.carousel.flow.StateFlow;
import dev.carousel.flow.Verdict;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/** Says in plain language what was measured. */
final class VerdictText {
  private VerdictText() {}

  /** What the numbers say of one network, without its name. */
  static String of(Run run, Reading reading) {
    BestState best = reading.best();
    String where = run.flow().layers().size() > 1 ? " in " + reading.layer().name() : "";
    String text =
        best == null
            ? "the gradient cannot be measured"
                + where
                + ": it is lost within a step or two of the loss."
            : switch (reading.verdict()) {
              case VANISHING -> "the gradient vanishes" + where + ". " + fading(best);
              case EXPLODING -> "the gradient explodes" + where + ". " + growing(best);
              default -> "the gradient comes through" + where + ". " + steady(best);
            };
    return run.trained() ? text : text + " This is before training.";
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

  private static String steady(BestState best) {
    double[] gradient = best.state().gradient();
    return "At lag "
        + (gradient.length - 1)
        + ", "
        + Numbers.ratio(gradient[gradient.length - 1])
        + " of it is left in state "
        + best.state().state()
        + ": nothing to mend.";
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
