package dev.carousel.flow.internal;

import dev.carousel.norms.StateKey;
import dev.carousel.spi.StateGradient;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;

/**
 * Records the norm of each row's gradient of each state at each step. Each row has its own cells,
 * so the engine's threads do not conflict.
 */
public final class StepNorms implements Consumer<StateGradient> {
  private final int rows;
  private final Map<StateKey, double[]> norms = new HashMap<>();

  /**
   * An empty record.
   *
   * @param states the states to record; it must not receive others
   * @param steps the number of steps, T
   * @param rows the number of rows, B
   */
  public StepNorms(Collection<StateKey> states, int steps, int rows) {
    this.rows = rows;
    states.forEach(state -> norms.put(state, new double[steps * rows]));
  }

  @Override
  public void accept(StateGradient gradient) {
    double[] own = of(StateKey.of(gradient));
    for (int row = 0; row < gradient.rows(); row++) {
      own[gradient.time() * rows + gradient.firstRow() + row] = gradient.rowNorm(row);
    }
  }

  /** {@code [T, B]}; zero where a row has no step. */
  public double[] of(StateKey state) {
    return Objects.requireNonNull(norms.get(state), state::toString);
  }
}
