package dev.carousel.interop.internal.onnx;

import dev.carousel.engine.StateSpec;
import dev.carousel.interop.internal.onnx.OnnxGraph.ElementType;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How a layer of a network is written. Not thread-safe.
 *
 * @param main the main graph
 * @param name of the layer
 * @param reverse whether it reads from the last step to the first
 * @param hasStates whether its states are inputs and outputs of the file; else it starts from zeros
 * @param lengths the name of the numbers of real steps of the rows, {@code int32 [B]}; null if all
 *     are real
 */
record LayerContext(
    OnnxGraph main, String name, boolean reverse, boolean hasStates, @Nullable String lengths) {
  /** The symbols that stand for the number of steps and of rows. */
  static final String TIME = "time";

  static final String BATCH = "batch";

  /**
   * A state before the first step.
   *
   * @param x what the layer reads
   */
  String initial(StateSpec state, Value x) {
    if (hasStates) {
      String input = name + "." + state.name();
      main.input(input, ElementType.FLOAT, BATCH, state.size());
      return input;
    }
    Constants constants = main.constants();
    String rows =
        main.add(
            "Shape",
            List.of(x.name()),
            OnnxGraph.Attribute.of("start", 1),
            OnnxGraph.Attribute.of("end", 2));
    String extents =
        main.add(
            "Concat",
            List.of(rows, constants.numbers(state.size())),
            OnnxGraph.Attribute.of("axis", 0));
    return main.add("Expand", constants.of(0), extents);
  }

  /** The name of a state after the last step. */
  String last(StateSpec state) {
    if (!hasStates) {
      return main.constants().fresh("last." + state.name());
    }
    String output = name + "." + state.name() + ".next";
    main.output(output, ElementType.FLOAT, BATCH, state.size());
    return output;
  }
}
