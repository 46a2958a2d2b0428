package dev.carousel.losses;

import dev.carousel.plugin.Chosen;
import dev.carousel.plugin.PluginKind;
import dev.carousel.spi.Loss;

/**
 * The log loss of classes, with weights and label smoothing, {@code cross-entropy}. For its
 * equation, see {@link CrossEntropyProvider}; it also gives the default and bounds of each setting,
 * if there is one.
 *
 * <p>Immutable: each setting returns a new one.
 */
public final class CrossEntropy extends Chosen<Loss> {
  private CrossEntropy(Chosen<Loss> values) {
    super(values);
  }

  /** With the defaults. */
  public static CrossEntropy usual() {
    return new CrossEntropy(Chosen.of(PluginKind.LOSS, new CrossEntropyProvider()));
  }

  /** With label smoothing. */
  public static CrossEntropy smoothed(double share) {
    return usual().labelSmoothing(share);
  }

  /** The share of the probability that is spread evenly over the classes. */
  public CrossEntropy labelSmoothing(double share) {
    return with("label-smoothing", share);
  }

  /** The weights of the classes, in the order of their ids. */
  public CrossEntropy weights(double... weights) {
    return with("weights", weights);
  }

  @Override
  public CrossEntropy with(String option, Object value) {
    return new CrossEntropy(super.with(option, value));
  }
}
