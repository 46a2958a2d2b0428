package dev.carousel.internal.contract;

import dev.carousel.engine.LayerProgram;
import dev.carousel.internal.engine.reference.InterpretedProgram;
import dev.carousel.internal.engine.reference.ReferencePass;
import dev.carousel.tensor.Precision;

/**
 * A layer of the reference engine, run in float32, node by node: the plainest evaluation there is.
 * Its distance from float64 tells how far rounding alone may take an engine.
 */
public final class PlainFloats {
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
            ReferencePass.of(cell, parameters, input, context, Precision.FLOAT32));
  }
}
