package dev.carousel.cli.diagnose.measured;

import dev.carousel.flow.LayerFlow;
import dev.carousel.flow.StateFlow;
import dev.carousel.flow.Verdict;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What the measurements say of a network as a whole. It explodes if any of its states does. Else it
 * is as good as its worst layer, and a layer as good as its {@link BestState}.
 *
 * @param verdict of the network
 * @param layer that decides it
 * @param best the state that decides it; null if the layer could not be measured
 */
public record Reading(Verdict verdict, LayerFlow layer, @Nullable BestState best) {

  public static Reading of(Run run) {
    List<LayerFlow> layers = run.flow().layers();
    Optional<LayerFlow> exploding = layers.stream().filter(Reading::explodes).findFirst();
    if (exploding.isPresent()) {
      return new Reading(Verdict.EXPLODING, exploding.get(), fastest(exploding.get()));
    }
    LayerFlow worst =
        layers.stream().min(Comparator.comparingDouble(Reading::bestGrowth)).orElseThrow();
    return BestState.of(worst)
        .map(best -> new Reading(best.state().verdict(), worst, best))
        .orElseGet(() -> new Reading(Verdict.UNMEASURED, worst, null));
  }

  private static boolean explodes(LayerFlow layer) {
    return layer.states().stream().anyMatch(state -> state.verdict() == Verdict.EXPLODING);
  }

  private static BestState fastest(LayerFlow layer) {
    return layer.states().stream()
        .filter(state -> state.verdict() == Verdict.EXPLODING)
        .map(state -> new BestState(state, Objects.requireNonNull(state.growth())))
        .max(Comparator.comparingDouble(best -> best.growth().perStep()))
        .orElseThrow();
  }

  private static double bestGrowth(LayerFlow layer) {
    return BestState.of(layer)
        .map(best -> best.growth().perStep())
        .orElse(Double.NEGATIVE_INFINITY);
  }

  /** How far back the gradient reaches before it has fallen to 1/e; infinite if it does not. */
  public double horizon() {
    return best == null ? 0 : best.growth().horizon();
  }

  /** The state that decides; null if none could be measured. */
  public @Nullable StateFlow state() {
    return best == null ? null : best.state();
  }
}
