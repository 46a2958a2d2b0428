package dev.carousel.optimizers.hook;

import dev.carousel.random.RandomStreams;
import dev.carousel.spi.UpdateHook;
import dev.carousel.tensor.Tensor;
import org.apache.commons.math3.random.RandomGenerator;

/** Adds noise that fades during training; the rule is in {@link GradientNoiseProvider}. */
record GradientNoiseHook(double eta, double gamma, int seed) implements UpdateHook {
  @Override
  public boolean changesUpdates() {
    return true;
  }

  @Override
  public Outcome update(Update update) {
    if (eta == 0) {
      return Outcome.UNCHANGED;
    }
    double deviation = Math.sqrt(eta / Math.pow(1.0 + update.index(), gamma));
    RandomGenerator random = RandomStreams.stream(seed, "gradient-noise", update.index());
    for (Tensor gradient : update.gradients().asMap().values()) {
      for (int i = 0; i < gradient.size(); i++) {
        gradient.set(i, gradient.get(i) + deviation * random.nextGaussian());
      }
    }
    return Outcome.CHANGED;
  }
}
