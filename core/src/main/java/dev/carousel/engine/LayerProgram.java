package dev.carousel.engine;

import dev.carousel.data.Inputs;
import dev.carousel.tensor.NamedTensors;
import java.util.List;

/** A cell compiled for an engine. Immutable; may be run from several threads at once. */
public interface LayerProgram {
  /** The parameters, in the order of their declaration; names are local to the cell. */
  List<ParameterSpec> parameters();

  /** The states, in the order of their declaration. */
  List<StateSpec> states();

  /** The number of features of the output. */
  int outputSize();

  /** The names of the vectors that the cell lets the diagnosis see. */
  List<String> observed();

  /**
   * Those of the observed vectors that are gates: a sigmoid, or what one leaves of 1, so that their
   * elements lie between 0 and 1.
   */
  List<String> gates();

  /**
   * The matrices that multiply something that depends on a state: what makes the cell recurrent.
   */
  List<ParameterSpec> recurrentMatrices();

  /**
   * The same layer, whose backward pass shows a gradient's paths apart: beside the total of each
   * state, what reached it from the step after and what came through the products of recurrent
   * matrices ({@link dev.carousel.spi.GradientPath}). Within a step the watcher is shown the former
   * first, and the latter last. Its gradients may differ in their last bits, as sums are made in
   * another order.
   */
  LayerProgram apart();

  /**
   * The layer that carries tangents along with this layer's states. Beside each state {@code s} it
   * has a second one, {@code s'}, of the same size:
   *
   * <pre>
   *   s_t' = (ds_t / ds_(t-1)) s_(t-1)'
   * </pre>
   *
   * all states taken together. Its gradients are those of these tangents alone, with all that
   * follows from input and states held fixed: towards {@code s_(t-1)'} it sends {@code (ds_t /
   * ds_(t-1))' g}; a parameter gets what it has as a factor of tangents (a recurrent matrix, a
   * peephole), not what it had in the values on the way; nothing is sent to {@code s} and to the
   * input. It takes the same parameters.
   */
  LayerProgram tangent();

  /** The name of a state's tangent in {@link #tangent()}; no state of a cell has such a name. */
  static String tangentOf(String state) {
    return state + "'";
  }

  /** How much memory it will take; nothing of that size is allocated. */
  LayerMemory memory(PassSize size);

  /**
   * The layer with these parameters.
   *
   * @param parameters one tensor for each parameter, by its local name; not copied
   */
  BoundLayer bind(NamedTensors parameters);

  /**
   * Runs the cell over one sequence; for several, {@link #bind} once.
   *
   * @param parameters one tensor for each parameter, by its local name
   * @param input T steps of B rows
   * @param context initial states, mask and direction
   * @return outputs, final states, and the way back
   */
  default ForwardPass forward(NamedTensors parameters, Inputs input, SequenceContext context) {
    return bind(parameters).forward(input, context);
  }
}
