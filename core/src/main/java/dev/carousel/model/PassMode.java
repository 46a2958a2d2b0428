package dev.carousel.model;

import dev.carousel.data.Inputs;
import dev.carousel.engine.BoundLayer;
import dev.carousel.engine.ForwardPass;
import dev.carousel.engine.SequenceContext;

/** What a pass of a network is for, and so what is kept of it and found on its way back. */
enum PassMode {
  /** For all gradients, that of the network's inputs included. */
  FORWARD,

  /** For outputs and losses: the values of the steps are not kept. */
  INFER,

  /** For the gradients of the parameters. */
  TRAIN;

  /**
   * Runs a layer.
   *
   * @param isPassedOn whether something below the layer is trained by the gradient of its input
   */
  ForwardPass run(BoundLayer layer, Inputs input, SequenceContext context, boolean isPassedOn) {
    return switch (this) {
      case FORWARD -> layer.forward(input, context);
      case INFER -> layer.infer(input, context);
      case TRAIN ->
          isPassedOn ? layer.forward(input, context) : layer.forwardToTrain(input, context);
    };
  }
}
