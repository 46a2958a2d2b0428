package dev.carousel.internal.engine.fused;

import dev.carousel.internal.graph.Node;
import dev.carousel.spi.GradientPath;
import dev.carousel.spi.StateGradient;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Shows the gradients of a shard's states to whoever watches. */
final class GradientTap {
  private final String layer;
  private final Extent extent;
  private final ShardInput input;
  private @Nullable Consumer<StateGradient> watcher;

  GradientTap(String layer, Extent extent, ShardInput input) {
    this.layer = layer;
    this.extent = extent;
    this.input = input;
  }

  /** Who watches from now on; null for nobody. */
  void watch(@Nullable Consumer<StateGradient> newWatcher) {
    watcher = newWatcher;
  }

  boolean isWatched() {
    return watcher != null;
  }

  /** Shows one step in the loop, or outside of it those of a whole block, the last first. */
  void showAll(Node.Shown shown, int size, Spot gradient, int step, int slot, int rows) {
    for (int i = rows / extent.rows() - 1; i >= 0; i--) {
      show(shown, size, gradient, step + i, slot + i);
    }
  }

  /** Shows runs of rows that have a step; a masked row has no gradient of its own to show. */
  private void show(Node.Shown shown, int size, Spot gradient, int step, int slot) {
    Consumer<StateGradient> known = watcher;
    if (known == null) {
      return;
    }
    int from = 0;
    while (from < extent.rows()) {
      int to = from;
      while (to < extent.rows() && input.isReal(step, to)) {
        to++;
      }
      if (to > from) {
        known.accept(
            new View(
                layer,
                shown,
                input.time(step),
                extent.firstRow() + from,
                to - from,
                size,
                gradient.array(),
                gradient.at(step, slot) + from * gradient.stride(),
                gradient.stride()));
      }
      from = to + 1;
    }
  }

  /** A live view of the gradient of a state. */
  private record View(
      String layer,
      Node.Shown shown,
      int time,
      int firstRow,
      int rows,
      int size,
      float[] values,
      int offset,
      int stride)
      implements StateGradient {
    @Override
    public String state() {
      return shown.name();
    }

    @Override
    public GradientPath path() {
      return shown.path();
    }

    @Override
    public double get(int row, int unit) {
      return values[offset + row * stride + unit];
    }

    /** As the interface has it, without a call for each element. */
    @Override
    public double rowNorm(int row) {
      double sum = 0;
      int from = offset + row * stride;
      for (int i = from; i < from + size; i++) {
        double value = values[i];
        sum += value * value;
      }
      return Math.sqrt(sum);
    }

    @Override
    public void set(int row, int unit, double value) {
      values[offset + row * stride + unit] = (float) value;
    }
  }
}
