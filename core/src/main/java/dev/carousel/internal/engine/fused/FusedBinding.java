package dev.carousel.internal.engine.fused;

import dev.carousel.data.Inputs;
import dev.carousel.engine.BoundLayer;
import dev.carousel.engine.ForwardPass;
import dev.carousel.engine.SequenceContext;
import dev.carousel.tensor.NamedTensors;
import org.jspecify.annotations.Nullable;

/**
 * A planned cell with its parameters: one layer that finds the gradient of its input, and one that
 * does not, for symbols and for training. Each is made when it is first needed.
 */
final class FusedBinding implements BoundLayer {
  private final FusedProgram program;
  private final NamedTensors parameters;
  private final @Nullable WideLayer wide;
  private @Nullable FusedLayer whole;
  private @Nullable FusedLayer withoutInput;

  FusedBinding(FusedProgram program, NamedTensors parameters) {
    this.program = program;
    this.parameters = parameters;
    wide = WideLayer.of(program, parameters);
  }

  @Override
  public ForwardPass forward(Inputs input, SequenceContext context) {
    return layer(input, context).forward(input, context);
  }

  @Override
  public ForwardPass forwardToTrain(Inputs input, SequenceContext context) {
    BoundLayer layer = layer(input, context);
    return layer == wide
        ? layer.forwardToTrain(input, context)
        : withoutInput().forward(input, context);
  }

  @Override
  public ForwardPass infer(Inputs input, SequenceContext context) {
    return layer(input, context).infer(input, context);
  }

  private BoundLayer layer(Inputs input, SequenceContext context) {
    WideLayer known = wide;
    return known != null && WideLayer.reads(input, context) ? known : layer(input);
  }

  /** The layer that reads such an input. */
  FusedLayer layer(Inputs input) {
    return input instanceof Inputs.Symbols ? withoutInput() : whole();
  }

  private synchronized FusedLayer whole() {
    FusedLayer known = whole;
    if (known == null) {
      known = new FusedLayer(program.plan(), true, program.engine(), parameters);
      whole = known;
    }
    return known;
  }

  private synchronized FusedLayer withoutInput() {
    FusedLayer known = withoutInput;
    if (known == null) {
      known = new FusedLayer(program.withoutInput().get(), false, program.engine(), parameters);
      withoutInput = known;
    }
    return known;
  }

  @Override
  public synchronized void refresh() {
    if (wide != null) {
      wide.refresh();
    }
    if (whole != null) {
      whole.refresh();
    }
    if (withoutInput != null) {
      withoutInput.refresh();
    }
  }
}
