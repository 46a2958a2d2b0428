package dev.carousel.internal.norms;

import dev.carousel.data.Chunk;
import dev.carousel.engine.BoundLayer;
import dev.carousel.engine.ForwardPass;
import dev.carousel.engine.LayerProgram;
import dev.carousel.engine.SequenceContext;
import dev.carousel.model.Layer;
import dev.carousel.model.NetworkPass;
import dev.carousel.tensor.NamedTensors;
import dev.carousel.tensor.Tensor;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Carries the errors of one layer back by one step each, and computes how the parameters stretch
 * them.
 *
 * <p>With e the direction of an error and {@code r = |J' e|}, the penalty is {@code (r - 1)^2},
 * whose gradient with respect to {@code J' e} is {@code q = 2 (r - 1) J' e / r}. The gradient with
 * respect to the parameters is that of {@code q . J' e = e . J q}, a tangent q carried forward by
 * one step, with everything in J fixed except the parameters themselves.
 */
final class OneStepBack {
  private final Layer layer;
  private final int position;
  private @Nullable Bound bound;

  /**
   * @param position of the layer among the network's recurrent ones
   */
  OneStepBack(Layer layer, int position) {
    this.layer = layer;
    this.position = position;
  }

  /** The layer, ready to run with one set of parameters. */
  private record Bound(NamedTensors parameters, BoundLayer step, BoundLayer tangent) {
    static Bound of(Layer layer, NamedTensors network) {
      NamedTensors own = layer.own(network);
      return new Bound(network, layer.program().bind(own), layer.program().tangent().bind(own));
    }
  }

  /**
   * Errors carried back.
   *
   * @param context of the single step
   * @param errors each of norm 1, or zero for none
   * @param back the errors after the step
   */
  record Carried(StepRows rows, SequenceContext context, CarriedErrors errors, CarriedErrors back) {

    /** The ratios of the norms after to those before; NaN where there was no error. */
    double[] ratios() {
      double[] ratios = back.norms();
      for (int row = 0; row < ratios.length; row++) {
        ratios[row] = context.isReal(row) ? ratios[row] : Double.NaN;
      }
      return ratios;
    }
  }

  Layer layer() {
    return layer;
  }

  /**
   * Carries all errors of a run.
   *
   * @param pass run backwards, not yet released
   * @param later the part of the gradients from the next step
   */
  Carried carry(NamedTensors parameters, NetworkPass pass, Chunk chunk, GradientHistory later) {
    StepRows rows = StepRows.of(layer, pass, position, chunk);
    SequenceContext all = new SequenceContext(rows.before(), realSteps(chunk), false);
    ForwardPass step = bound(parameters).step().forward(rows.input(), all);
    JointErrors arriving = new JointErrors(rows);
    Tensor above = Steps.asOneStep(pass.layerBackward(position).above());
    step.backward(above, later.asRows(layer), arriving);
    CarriedErrors errors = arriving.directions();
    CarriedErrors back =
        new CarriedErrors(step.backward(null, errors.states(), null).initialStates().copy());
    step.release();
    SequenceContext context = new SequenceContext(rows.before(), isError(errors), false);
    return new Carried(rows, context, errors, back);
  }

  private static boolean[] realSteps(Chunk chunk) {
    boolean[] mask = new boolean[chunk.steps() * chunk.rows()];
    for (int row = 0; row < mask.length; row++) {
      mask[row] = chunk.isReal(row / chunk.rows(), row % chunk.rows());
    }
    return mask;
  }

  private static boolean[] isError(CarriedErrors errors) {
    double[] norms = errors.norms();
    boolean[] mask = new boolean[norms.length];
    for (int row = 0; row < mask.length; row++) {
      mask[row] = norms[row] > 0;
    }
    return mask;
  }

  /** The gradients of the mean of {@code (r - 1)^2} over all errors, by local names. */
  NamedTensors gradients(NamedTensors parameters, Carried carried) {
    CarriedErrors directions = new CarriedErrors(carried.back().states().copy());
    directions.scale(slopes(carried.ratios()));
    Map<String, Tensor> states = new LinkedHashMap<>(carried.rows().before().asMap());
    Map<String, Tensor> ends = new LinkedHashMap<>(carried.rows().before().like().asMap());
    directions.states().forEach((name, tensor) -> states.put(LayerProgram.tangentOf(name), tensor));
    carried
        .errors()
        .states()
        .forEach((name, tensor) -> ends.put(LayerProgram.tangentOf(name), tensor));
    ForwardPass tangents =
        bound(parameters)
            .tangent()
            .forward(
                carried.rows().input(),
                new SequenceContext(new NamedTensors(states), carried.context().mask(), false));
    NamedTensors found = tangents.backward(null, new NamedTensors(ends), null).parameters().copy();
    tangents.release();
    return found;
  }

  /** The factors that turn each error carried back into q. */
  private static double[] slopes(double[] ratios) {
    long count = Arrays.stream(ratios).filter(ratio -> !Double.isNaN(ratio)).count();
    double[] slopes = new double[ratios.length];
    for (int row = 0; row < slopes.length; row++) {
      double ratio = ratios[row];
      slopes[row] = ratio > 0 ? 2 * (ratio - 1) / (ratio * count) : 0;
    }
    return slopes;
  }

  private Bound bound(NamedTensors parameters) {
    Bound known = bound;
    if (known == null || known.parameters() != parameters) {
      known = Bound.of(layer, parameters);
      bound = known;
    }
    return known;
  }

  /** Takes over changed elements of the parameters. */
  void refresh() {
    Bound known = bound;
    if (known != null) {
      known.step().refresh();
      known.tangent().refresh();
    }
  }
}
