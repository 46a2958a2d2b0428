package dev.carousel.internal.engine;

import dev.carousel.data.Inputs;
import dev.carousel.engine.MaskSpec;
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

  /** Checks the shapes of parameters: a transposed matrix has as many elements. */
  public static void parameters(String layer, StepGraph graph, NamedTensors parameters) {
    for (ParameterSpec spec : graph.parameters()) {
      int[] found = parameters.get(spec.name()).shape();
      if (!Arrays.equals(spec.shape(), found)) {
        throw CarouselException.failure("The shape of parameter " + spec.name() + " is wrong.")
            .expected(Arrays.toString(spec.shape()))
            .found(Arrays.toString(found))
            .where(layer)
            .build();
      }
    }
  }

  /**
   * Checks input, initial states and masks of a forward pass.
   *
   * @param masks those of the graph, found once for all passes
   */
  public static void input(
      String layer, StepGraph graph, List<MaskSpec> masks, Inputs input, SequenceContext context) {
    require(layer, "the input's features", "", graph.inputSize(), input.features());
    states(layer, "initial state ", graph.states(), context.initialStates(), input.rows());
    boolean[] mask = context.mask();
    if (mask != null) {
      require(layer, "the mask", "", (long) input.steps() * input.rows(), mask.length);
    }
    dropout(layer, masks, input, context.dropout());
    if (input instanceof Inputs.Symbols symbols) {
      symbols(layer, symbols);
    }
  }

  private static void dropout(
      String layer, List<MaskSpec> specs, Inputs input, @Nullable NamedTensors masks) {
    for (int i = 0; i < specs.size(); i++) {
      MaskSpec spec = specs.get(i);
      if (masks == null) {
        throw CarouselException.failure("A layer that drops at random is given no masks.")
            .expected("the mask " + spec.name())
            .found("none")
            .where(layer)
            .build();
      }
      Tensor mask = masks.get(spec.name());
      boolean isForAll = mask.rank() == 3 && mask.extent(0) == 1;
      long steps = isForAll ? 1 : input.steps();
      require(layer, "the mask ", spec.name(), steps * input.rows() * spec.size(), mask.size());
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
      require(layer, "the outputs' gradient", "", outputs.size(), outputGradients.size());
    }
    states(
        layer,
        "the final gradient of state ",
        graph.states(),
        finalStateGradients,
        outputs.extent(1));
  }

  private static void states(
      String layer, String what, List<StateSpec> specs, @Nullable NamedTensors states, int rows) {
    if (states != null) {
      for (int i = 0; i < specs.size(); i++) {
        StateSpec spec = specs.get(i);
        Tensor state = states.get(spec.name());
        require(layer, what, spec.name(), (long) rows * spec.size(), state.size());
        if (state.rank() != 2 || state.extent(0) != rows) {
          throw CarouselException.failure("The shape of " + what + spec.name() + " is wrong.")
              .expected(Arrays.toString(new int[] {rows, spec.size()}))
              .found(Arrays.toString(state.shape()))
              .where(layer)
              .build();
        }
      }
    }
  }

  /** Checks a number of elements. Words are put together only where there is something to say. */
  private static void require(String layer, String what, String name, long expected, long found) {
    if (expected != found) {
      throw CarouselException.failure("The size of " + what + name + " is wrong.")
          .expected(expected)
          .found(found)
          .where(layer)
          .build();
    }
  }

  /** Checks that states are in the engine's precision. */
  public static void precision(
      String layer,
      String what,
      Precision expected,
      List<StateSpec> specs,
      @Nullable NamedTensors states) {
    for (int i = 0; states != null && i < specs.size(); i++) {
      Tensor state = states.get(specs.get(i).name());
      if (state.precision() != expected) {
        precision(layer, what + " " + specs.get(i).name(), expected, state);
      }
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

  /**
   * Checks what a softmax with cross-entropy is handed.
   *
   * @param classes of the logits
   */
  public static void targets(Tensor logits, int classes, int[] targets) {
    if (logits.size() != (long) classes * targets.length) {
      throw CarouselException.failure("The logits do not match the targets.")
          .expected((long) classes * targets.length + " logits, for as many targets")
          .found(Arrays.toString(logits.shape()) + " for " + targets.length + " targets")
          .build();
    }
    for (int row = 0; row < targets.length; row++) {
      if (targets[row] >= classes) {
        throw CarouselException.failure("A target is not one of the classes.")
            .expected("less than " + classes + ", or negative to leave its row out")
            .found(targets[row])
            .where("row " + row)
            .build();
      }
    }
  }

  private static void symbols(String layer, Inputs.Symbols symbols) {
    for (int id : symbols.ids()) {
      if (id < 0 || id >= symbols.features()) {
        throw CarouselException.failure("A symbol is out of range.")
            .expected("from 0 to " + (symbols.features() - 1))
            .found(id)
            .where(layer)
            .build();
      }
    }
  }
}
