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

  /** The names of the vectors that the cell observes for the diagnosis. */
  List<String> observed();

  /**
   * The observed vectors that are gates: a sigmoid, or 1 minus a sigmoid, so that their elements
   * lie between 0 and 1.
   */
  List<String> gates();

  /**
   * The matrices between a state and the next one, which make the cell recurrent: they multiply a
   * vector that depends on a state, and a next state depends on the product.
   */
  List<ParameterSpec> recurrentMatrices();

  /** The masks that each run is given, by {@link SequenceContext#dropout}; none unless it drops. */
  List<MaskSpec> masks();

  /**
   * The same layer as it is trained with dropout within its cell. Each run is given the masks. What
   * it drops that the cell does not have is left out: {@link #masks()} says what it found.
   */
  LayerProgram dropping(CellDropout dropout);

  /**
   * The same layer as it is run after training with dropout within its cell. Nothing is random and
   * no mask is given: each zoned-out state has its mean, {@code z s + (1 - z) s'} for a share z,
   * and the other kinds keep the mean in training already.
   */
  LayerProgram expecting(CellDropout dropout);

  /**
   * The same layer with a backward pass that separates the paths of a gradient. Besides the total
   * of each state, it shows the part from the next step and the part through the products of
   * recurrent matrices ({@link dev.carousel.spi.GradientPath}). Within a step, the watcher receives
   * the part from the next step first and the products last. Gradients may differ in their last
   * bits, because sums are made in another order.
   */
  LayerProgram apart();

  /**
   * The layer that carries tangents along with this layer's states. For each state {@code s}, it
   * has a second one, {@code s'}, of the same size:
   *
   * <pre>
   *   s_t' = (ds_t / ds_(t-1)) s_(t-1)'
   * </pre>
   *
   * where s stands for all states together. Its gradients are those of the tangents only, with
   * everything that follows from input and states held fixed. It sends {@code (ds_t / ds_(t-1))' g}
   * to {@code s_(t-1)'}, and nothing to {@code s} and to the input. A parameter gets a gradient
   * only where it is a factor of tangents (a recurrent matrix, a peephole). The layer takes the
   * same parameters.
   */
  LayerProgram tangent();

  /** The name of a state's tangent in {@link #tangent()}; no state of a cell has such a name. */
  static String tangentOf(String state) {
    return state + "'";
  }

  /**
   * How many elements of matrices one forward step of one row multiplies by: each matrix as often
   * as it is used, constants included.
   */
  long multiplications();

  /** The memory that it will take; computing it allocates nothing of that size. */
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
