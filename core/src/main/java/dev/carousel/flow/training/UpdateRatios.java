package dev.carousel.flow.training;

import dev.carousel.spi.GradientHook;
import dev.carousel.tensor.NamedTensors;
import dev.carousel.tensor.Tensor;
import dev.carousel.train.TrainingListener;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Takes down now and then by how much an update changes each parameter: the norm of the change over
 * that of the parameter. About 1e-3 is usual; much more and training may be unstable, much less and
 * nothing is learnt. Changes nothing.
 */
public final class UpdateRatios implements TrainingListener {
  private final int every;
  private final List<Long> updates = new ArrayList<>();
  private final Map<String, List<Double>> ratios = new LinkedHashMap<>();
  private @Nullable NamedTensors before;

  /**
   * @param every how many updates lie between two that are looked at
   */
  public UpdateRatios(int every) {
    this.every = every;
  }

  @Override
  public void hooked(GradientHook.Update update) {
    before = update.index() % every == 0 ? update.parameters().copy() : null;
  }

  @Override
  public void stepped(long update, NamedTensors parameters) {
    NamedTensors known = before;
    if (known == null) {
      return;
    }
    updates.add(update);
    known.forEach(
        (name, old) -> {
          Tensor change = parameters.get(name).copy();
          change.addScaled(-1, old);
          double ratio = Math.sqrt(change.sumOfSquares() / old.sumOfSquares());
          ratios.computeIfAbsent(name, key -> new ArrayList<>()).add(ratio);
        });
    before = null;
  }

  /** The updates that were looked at, by index. */
  public List<Long> updates() {
    return List.copyOf(updates);
  }

  /** For each parameter its ratios, one for each of {@link #updates()}; infinite from zeros. */
  public Map<String, List<Double>> ratios() {
    Map<String, List<Double>> copy = new LinkedHashMap<>();
    ratios.forEach((name, list) -> copy.put(name, List.copyOf(list)));
    return copy;
  }
}
