package dev.carousel.flow;

import dev.carousel.data.Part;
import dev.carousel.model.Network;
import dev.carousel.tensor.NamedTensors;

/** Measures gradient flow. {@link FlowModule} binds it to {@link GradientFlow}. Thread-safe. */
@FunctionalInterface
public interface FlowMeter {
  /** See {@link GradientFlow#measure}. */
  FlowReport measure(Network network, NamedTensors parameters, Part part, FlowSettings settings);
}
