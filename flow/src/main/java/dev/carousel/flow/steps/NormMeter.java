package dev.carousel.flow.steps;

import dev.carousel.data.Chunk;
import dev.carousel.internal.norms.NormRatioMeter;
import dev.carousel.model.Carry;
import dev.carousel.model.Network;
import dev.carousel.norms.NormRatios;
import dev.carousel.tensor.NamedTensors;
import java.util.List;

/** Measures how much of an error's norm each step keeps: see {@link NormRatios}. */
public final class NormMeter {
  private NormMeter() {}

  /**
   * Measures on one chunk, with the ordinary loss.
   *
   * @param carry the states before it
   * @return one for each recurrent layer with a state
   */
  public static List<NormRatios> measure(
      Network network, NamedTensors parameters, Chunk chunk, Carry carry) {
    return NormRatioMeter.measure(network, parameters, chunk, carry);
  }
}
