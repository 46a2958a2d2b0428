package dev.carousel.internal.engine;

import dev.carousel.engine.LayerInput;
import dev.carousel.engine.ParameterSpec;
import dev.carousel.engine.SequenceContext;
import dev.carousel.engine.StateSpec;
import dev.carousel.error.CarouselException;
import dev.carousel.internal.graph.StepGraph;
import dev.carousel.tensor.NamedTensors;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Checks what is handed to a layer, so that kernels need not. */
public final class LayerChecks {
  private LayerChecks() {}

  /** Checks parameters, input, initial states and mask of a forward pass. */
  public static void forward(
      String layer,
      StepGraph graph,
      NamedTensors parameters,
      LayerInput input,
      SequenceContext context) {
    for (ParameterSpec spec : graph.parameters()) {
      require(layer, "parameter " + spec.name(), spec.size(), parameters.get(spec.name()).size());
    }
    require(layer, "the input's features", graph.inputSize(), input.features());
    states(layer, "initial state", graph.states(), context.initialStates(), input.rows());
    boolean[] mask = context.mask();
    if (mask != null) {
      require(layer, "the mask", input.steps() * input.rows(), mask.length);
    }
    if (input instanceof LayerInput.Symbols symbols) {
      symbols(layer, symbols);
    }
  }

  /** Checks tensors that stand for states. */
  public static void states(
      String layer, String what, List<StateSpec> specs, @Nullable NamedTensors states, int rows) {
    if (states != null) {
      for (StateSpec spec : specs) {
        require(
            layer, what + " " + spec.name(), rows * spec.size(), states.get(spec.name()).size());
      }
    }
  }

  /** Checks a number of elements. */
  public static void require(String layer, String what, int expected, int found) {
    if (expected != found) {
      throw CarouselException.failure("The size of " + what + " is wrong.")
          .expected(expected)
          .found(found)
          .where(layer)
          .build();
    }
  }

  private static void symbols(String layer, LayerInput.Symbols symbols) {
    require(layer, "the symbols", symbols.steps() * symbols.rows(), symbols.ids().length);
    boolean isValid =
        Arrays.stream(symbols.ids()).allMatch(id -> id >= 0 && id < symbols.features());
    if (!isValid) {
      throw CarouselException.failure("A symbol is out of range.")
          .expected("from 0 to " + (symbols.features() - 1))
          .found(
              Arrays.stream(symbols.ids())
                  .filter(id -> id < 0 || id >= symbols.features())
                  .findFirst()
                  .orElseThrow())
          .where(layer)
          .build();
    }
  }
}
