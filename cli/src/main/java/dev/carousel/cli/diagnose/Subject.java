package dev.carousel.cli.diagnose;

import dev.carousel.data.Part;
import dev.carousel.flow.FlowMeter;
import dev.carousel.model.Network;
import dev.carousel.tensor.NamedTensors;

/**
 * A network that is ready to be measured.
 *
 * @param network the network
 * @param parameters its parameters
 * @param updates that they were trained for; 0 for none
 * @param validLoss their mean loss on the validation part; NaN if it is not known
 */
record Subject(Network network, NamedTensors parameters, long updates, double validLoss) {

  /** Measures it. */
  Run measure(Part part, LagChoice lag, FlowMeter meter) {
    return new Run(
        network.spec().cell(),
        parameters.elements(),
        updates,
        validLoss,
        meter.measure(network, parameters, part, lag.settings()));
  }
}
