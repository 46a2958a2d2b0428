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
  private record Bound(
      NamedTensors parameters,
      @Nullable NamedTensors thinned,
      boolean isMasked,
      BoundLayer step,
      BoundLayer tangent) {
    static Bound of(Layer layer, NamedTensors network, NetworkPass.LayerRun run) {
      NamedTensors thinned = run.thinned();
      NamedTensors own = thinned == null ? layer.own(network) : thinned;
      boolean isMasked = run.masks() != null;
      LayerProgram program = isMasked ? layer.training() : layer.program();
      return new Bound(network, thinned, isMasked, program.bind(own), program.tangent().bind(own));
    }

    boolean is(NamedTensors network, NetworkPass.LayerRun run) {
      return parameters == network && thinned == run.thinned() && isMasked == (run.masks() != null);
    }
  }

  /**
   * Errors carried back.
   *
   * @param context of the single step
   * @param run how the layer was run: each step is run again with the same masks
   * @param errors each of norm 1, or zero for none
   * @param back the errors after the step
   */
  record Carried(
      StepRows rows,
      SequenceContext context,
      NetworkPass.LayerRun run,
      CarriedErrors errors,
      CarriedErrors back) {

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
    NetworkPass.LayerRun run = pass.layerRun(position);
    NamedTensors masks = asOneStep(run.masks(), chunk.steps());
    SequenceContext all = new SequenceContext(rows.before(), realSteps(chunk), false, masks);
    ForwardPass step = bound(parameters, run).step().forward(rows.input(), all);
    JointErrors arriving = new JointErrors(rows);
    Tensor above = Steps.asOneStep(pass.layerBackward(position).above());
    step.backward(above, later.asRows(layer), arriving);
    CarriedErrors errors = arriving.directions();
    CarriedErrors back =
        new CarriedErrors(step.backward(null, errors.states(), null).initialStates().copy());
    step.release();
    SequenceContext context = new SequenceContext(rows.before(), isError(errors), false, masks);
    return new Carried(rows, context, run, errors, back);
  }

  private static @Nullable NamedTensors asOneStep(@Nullable NamedTensors masks, int steps) {
    if (masks == null) {
      return null;
    }
    Map<String, Tensor> rows = new LinkedHashMap<>();
    masks.forEach((name, mask) -> rows.put(name, Steps.asOneStep(mask, steps)));
    return new NamedTensors(rows);
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
        bound(parameters, carried.run())
            .tangent()
            .forward(
                carried.rows().input(),
                new SequenceContext(
                    new NamedTensors(states),
                    carried.context().mask(),
                    false,
                    carried.context().dropout()));
    NamedTensors found = tangents.backward(null, new NamedTensors(ends), null).parameters().copy();
    tangents.release();
    carried.run().toWhole(found);
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

  private Bound bound(NamedTensors parameters, NetworkPass.LayerRun run) {
    Bound known = bound;
    if (known == null || !known.is(parameters, run)) {
      known = Bound.of(layer, parameters, run);
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
