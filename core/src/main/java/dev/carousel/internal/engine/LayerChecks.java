package dev.carousel.internal.engine;

import dev.carousel.engine.LayerInput;
import dev.carousel.engine.ParameterSpec;
import dev.carousel.engine.SequenceContext;
import dev.carousel.engine.StateSpec;
import dev.carousel.error.CarouselException;
import dev.carousel.internal.graph.StepGraph;
import dev.carousel.tensor.NamedTensors;
import dev.carousel.tensor.Precision;
import dev.carousel.tensor.Tensor;
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
    atLeastOne(layer, "steps", input.steps());
    atLeastOne(layer, "rows", input.rows());
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

  /** Checks the gradients that a backward pass starts from. */
  public static void backward(
      String layer,
      StepGraph graph,
      Tensor outputs,
      @Nullable Tensor outputGradients,
      @Nullable NamedTensors finalStateGradients) {
    if (outputGradients != null) {
      require(layer, "the outputs' gradient", outputs.size(), outputGradients.size());
    }
    states(
        layer, "final gradient of state", graph.states(), finalStateGradients, outputs.extent(1));
  }

  private static void states(
      String layer, String what, List<StateSpec> specs, @Nullable NamedTensors states, int rows) {
    if (states != null) {
      for (StateSpec spec : specs) {
        require(
            layer, what + " " + spec.name(), rows * spec.size(), states.get(spec.name()).size());
      }
    }
  }

  /** Checks a number of elements. */
  private static void require(String layer, String what, int expected, int found) {
    if (expected != found) {
      throw CarouselException.failure("The size of " + what + " is wrong.")
          .expected(expected)
          .found(found)
          .where(layer)
          .build();
    }
  }

  private static void atLeastOne(String layer, String what, int found) {
    if (found < 1) {
      throw CarouselException.failure("A layer's input must have " + what + ".")
          .expected("at least 1")
          .found(found)
          .where(layer)
          .build();
    }
  }

  /** Checks that tensors are in the engine's precision. */
  public static void precision(
      String layer, String what, Precision expected, @Nullable NamedTensors tensors) {
    if (tensors != null) {
      tensors.forEach((name, tensor) -> precision(layer, what + " " + name, expected, tensor));
    }
  }

  /** Checks that a tensor is in the engine's precision. */
  public static void precision(
      String layer, String what, Precision expected, @Nullable Tensor tensor) {
    if (tensor != null && tensor.precision() != expected) {
      throw CarouselException.failure("The precision of " + what + " is not the engine's.")
          .expected(expected)
          .found(tensor.precision())
          .where(layer)
          .mend("copyAs(Precision." + expected + "), or an engine of the other precision")
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
