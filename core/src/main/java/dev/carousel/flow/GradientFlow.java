package dev.carousel.flow;

import dev.carousel.data.Part;
import dev.carousel.model.Network;
import dev.carousel.tensor.NamedTensors;

/** Measures. */
public final class GradientFlow {
  private GradientFlow() {}

  /** Measures. */
  public static FlowReport measure(
      Network network, NamedTensors parameters, Part part, FlowSettings settings) {
    throw new UnsupportedOperationException();
  }
}
