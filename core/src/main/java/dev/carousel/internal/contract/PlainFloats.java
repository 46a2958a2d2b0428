package dev.carousel.internal.contract;

import dev.carousel.engine.LayerProgram;
import dev.carousel.internal.engine.reference.InterpretedProgram;
import dev.carousel.internal.engine.reference.PassObserver;
import dev.carousel.internal.engine.reference.ReferencePass;
import dev.carousel.internal.graph.Node;
import dev.carousel.tensor.Precision;

/**
 * A layer of the reference engine, run in float32, node by node: the plainest evaluation there is.
 * Its distance from float64 tells how far rounding alone may take an engine.
 */
public final class PlainFloats {
  private static final PassObserver UNSEEN =
      new PassObserver() {
        @Override
        public void value(Place place, Node node, double[][] values) {}

        @Override
        public void sumNotFinite(Place place, Term term, double before, double after) {}

        @Override
        public boolean usesInputGradient() {
          return true;
        }
      };

  private PlainFloats() {}

  /**
   * The same layer in float32. Its parameters, inputs and states must be in float32.
   *
   * @param layer of the reference engine
   */
  public static LayerProgram of(LayerProgram layer) {
    InterpretedProgram program = (InterpretedProgram) layer;
    return new InterpretedProgram(
        program.cell(),
        (cell, parameters, input, context) ->
            ReferencePass.observed(cell, parameters, input, context, Precision.FLOAT32, UNSEEN));
  }
}
