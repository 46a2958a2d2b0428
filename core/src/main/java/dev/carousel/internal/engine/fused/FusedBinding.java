package dev.carousel.internal.engine.fused;

import dev.carousel.data.Inputs;
import dev.carousel.engine.BoundLayer;
import dev.carousel.engine.ForwardPass;
import dev.carousel.engine.SequenceContext;
import dev.carousel.tensor.NamedTensors;
import org.jspecify.annotations.Nullable;

/**
 * A planned cell with its parameters: one layer for vectors, one for symbols, each made when it is
 * first needed. A network reads one kind alone.
 */
final class FusedBinding implements BoundLayer {
  private final FusedProgram program;
  private final NamedTensors parameters;
  private @Nullable FusedLayer ofVectors;
  private @Nullable FusedLayer ofSymbols;

  FusedBinding(FusedProgram program, NamedTensors parameters) {
    this.program = program;
    this.parameters = parameters;
  }

  @Override
  public ForwardPass forward(Inputs input, SequenceContext context) {
    return layer(input).forward(input, context);
  }

  @Override
  public ForwardPass infer(Inputs input, SequenceContext context) {
    return layer(input).infer(input, context);
  }

  /** The layer that reads such an input. */
  synchronized FusedLayer layer(Inputs input) {
    boolean isOfSymbols = input instanceof Inputs.Symbols;
    FusedLayer known = isOfSymbols ? ofSymbols : ofVectors;
    if (known == null) {
      known =
          new FusedLayer(
              isOfSymbols ? program.ofSymbols().get() : program.plan(),
              program.engine(),
              parameters);
      if (isOfSymbols) {
        ofSymbols = known;
      } else {
        ofVectors = known;
      }
    }
    return known;
  }

  @Override
  public synchronized void refresh() {
    if (ofVectors != null) {
      ofVectors.refresh();
    }
    if (ofSymbols != null) {
      ofSymbols.refresh();
    }
  }
}
