package dev.carousel.internal.norms;

import dev.carousel.tensor.Tensor;

/** Single steps of histories {@code [T, B, size]}. */
public final class Steps {
  private Steps() {}

  /** A copy of one step, {@code [1, B, size]}. */
  public static Tensor of(Tensor history, int time) {
    int size = history.extent(1) * history.extent(2);
    Tensor step = history.precision().zeros(1, history.extent(1), history.extent(2));
    for (int i = 0; i < size; i++) {
      step.set(i, history.get(time * size + i));
    }
    return step;
  }

  /** A copy without the axis of time, {@code [B, size]}. */
  public static Tensor asRows(Tensor step) {
    int size = step.extent(step.rank() - 1);
    Tensor rows = step.precision().zeros(step.size() / size, size);
    rows.assign(step);
    return rows;
  }

  /**
   * A copy of all steps as the rows of a single one: {@code [T, B, size]} as {@code [1, T * B,
   * size]}.
   */
  static Tensor asOneStep(Tensor history) {
    return asOneStep(history, history.extent(0));
  }

  /** The same of as many steps, which may all have the same rows {@code [1, B, size]}. */
  static Tensor asOneStep(Tensor history, int steps) {
    int rows = steps * history.extent(1);
    Tensor step = history.precision().zeros(1, rows, history.extent(2));
    for (int i = 0; i < step.size(); i++) {
      step.set(i, history.get(i % history.size()));
    }
    return step;
  }
}
