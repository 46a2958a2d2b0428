package dev.carousel.bench;

import dev.carousel.data.Inputs;
import dev.carousel.engine.BoundLayer;
import dev.carousel.engine.ForwardPass;
import dev.carousel.engine.LayerProgram;
import dev.carousel.engine.SequenceContext;
import dev.carousel.gradcheck.LayerProblem;

/**
 * The timed work: a layer and its input.
 *
 * @param layer bound to the problem's parameters
 * @param sequence the problem's input
 * @param context the problem's initial states
 */
public record LayerWork(
    BoundLayer layer, LayerProblem problem, Inputs sequence, SequenceContext context) {
  /** A layer on a problem. */
  public static LayerWork of(LayerProgram layer, LayerProblem problem) {
    return new LayerWork(
        layer.bind(problem.parameters()), problem, problem.layerInput(), problem.context());
  }

  /**
   * Forward and backward with the gradient of the input, without optimizer. Its weights count as
   * new, so they are prepared again.
   */
  public void train() {
    layer.refresh();
    ForwardPass pass = layer.forward(sequence, context);
    pass.backward(problem.outputWeights(), problem.finalWeights(), null);
    pass.release();
  }

  /** Forward alone. */
  public void infer() {
    layer.infer(sequence, context).release();
  }
}
