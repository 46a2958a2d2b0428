package dev.carousel.flow.measured;

import dev.carousel.flow.LayerFlow;
import dev.carousel.flow.StateFlow;
import dev.carousel.flow.Verdict;
import dev.carousel.flow.diagnosis.Grade;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The verdict on a network as a whole, from the grades of its states. It explodes if any state
 * does. Otherwise, it is as good as its worst layer, and a layer is as good as the state in which
 * most is left where it matters. There is no verdict on a network whose training failed unless it
 * explodes.
 *
 * @param verdict of the network
 * @param layer that decides it
 * @param best the state that decides it; null if the layer could not be measured
 */
public record Reading(Verdict verdict, LayerFlow layer, @Nullable BestState best) {

  public static Reading of(Run run) {
    List<LayerFlow> layers = run.flow().layers();
    Optional<LayerFlow> exploding =
        layers.stream().filter(layer -> explodes(run, layer)).findFirst();
    if (exploding.isPresent()) {
      BestState fastest = fastest(run, exploding.get()).orElse(null);
      return new Reading(Verdict.EXPLODING, exploding.get(), fastest);
    }
    if (run.hasFailed()) {
      return new Reading(Verdict.UNMEASURED, layers.get(0), null);
    }
    Comparator<BestState> order = byWhatIsLeft(run);
    LayerFlow worst = layers.get(0);
    BestState least = best(worst, order);
    for (LayerFlow layer : layers.subList(1, layers.size())) {
      BestState best = best(layer, order);
      if (least != null && (best == null || order.compare(best, least) < 0)) {
        worst = layer;
        least = best;
      }
    }
    return new Reading(
        least == null ? Verdict.UNMEASURED : verdict(run, least.state()), worst, least);
  }

  /** Compares by what is left where it matters, then by growth. */
  private static Comparator<BestState> byWhatIsLeft(Run run) {
    return Comparator.<BestState>comparingDouble(best -> run.grade(best.state()).orLost())
        .thenComparingDouble(best -> best.growth().perStep());
  }

  /** The best of the states whose growth could be measured; null if there is none. */
  private static @Nullable BestState best(LayerFlow layer, Comparator<BestState> order) {
    return layer.states().stream()
        .filter(state -> state.growth() != null)
        .map(state -> new BestState(state, Objects.requireNonNull(state.growth())))
        .max(order)
        .orElse(null);
  }

  /** The verdict of the best state's grade, for a network that does not explode. */
  private static Verdict verdict(Run run, StateFlow state) {
    return switch (run.grade(state).word()) {
      case VANISHING -> Verdict.VANISHING;
      case UNMEASURED -> Verdict.UNMEASURED;
      case FADING, STEADY, GROWING, EXPLODING -> Verdict.STEADY;
    };
  }

  private static boolean explodes(Run run, LayerFlow layer) {
    return layer.states().stream()
        .anyMatch(state -> run.grade(state).word() == Grade.Word.EXPLODING);
  }

  /**
   * The fastest growing of a layer's exploding states; empty if all exceed float32 before there is
   * a slope.
   */
  private static Optional<BestState> fastest(Run run, LayerFlow layer) {
    return layer.states().stream()
        .filter(state -> run.grade(state).word() == Grade.Word.EXPLODING)
        .filter(state -> state.growth() != null)
        .map(state -> new BestState(state, Objects.requireNonNull(state.growth())))
        .max(Comparator.comparingDouble(best -> best.growth().perStep()));
  }

  /** The lag at which the gradient has fallen to 1/e; infinite if it does not fall. */
  public double horizon() {
    return best == null ? 0 : best.growth().horizon();
  }

  /** The state that decides; null if none could be measured. */
  public @Nullable StateFlow state() {
    return best == null ? null : best.state();
  }
}
