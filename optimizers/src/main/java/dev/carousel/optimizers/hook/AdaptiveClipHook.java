package dev.carousel.optimizers.hook;

import dev.carousel.spi.UpdateHook;
import dev.carousel.tensor.NamedTensors;
import dev.carousel.tensor.Tensor;
import java.util.Map;

/** Clips each unit by the norm of its weights; the rule is in {@link AdaptiveClipProvider}. */
record AdaptiveClipHook(double max, double eps, boolean clipsHead) implements UpdateHook {
  /** The group of the network's last map. */
  private static final String HEAD = "head";

  /** The lower bound of gradient norms as divisors. */
  private static final double LEAST_NORM = 1e-6;

  @Override
  public boolean changesUpdates() {
    return true;
  }

  @Override
  public Outcome update(Update update) {
    boolean clipped = false;
    for (Map.Entry<String, Tensor> entry : update.gradients().asMap().entrySet()) {
      String name = entry.getKey();
      if (clipsHead || !NamedTensors.groupOf(name).equals(HEAD)) {
        clipped |= clip(update.parameters().get(name), entry.getValue());
      }
    }
    return clipped ? Outcome.CLIPPED : Outcome.UNCHANGED;
  }

  private boolean clip(Tensor weights, Tensor gradient) {
    int size = gradient.rank() > 1 ? gradient.size() / gradient.extent(0) : gradient.size();
    boolean clipped = false;
    for (int from = 0; from < gradient.size(); from += size) {
      clipped |= clip(weights, gradient, from, from + size);
    }
    return clipped;
  }

  private boolean clip(Tensor weights, Tensor gradient, int from, int to) {
    double norm = norm(gradient, from, to);
    double allowed = max * Math.max(norm(weights, from, to), eps);
    if (!(norm > allowed) || !Double.isFinite(norm)) {
      return false;
    }
    double factor = allowed / Math.max(norm, LEAST_NORM);
    for (int i = from; i < to; i++) {
      gradient.set(i, gradient.get(i) * factor);
    }
    return true;
  }

  private static double norm(Tensor tensor, int from, int to) {
    double sum = 0;
    for (int i = from; i < to; i++) {
      sum += tensor.get(i) * tensor.get(i);
    }
    return Math.sqrt(sum);
  }
}
