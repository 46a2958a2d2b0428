package dev.carousel.train;

import dev.carousel.error.CarouselException;
import dev.carousel.spi.Optimizer;
import dev.carousel.spi.OptimizerState;
import dev.carousel.tensor.NamedTensors;
import dev.carousel.tensor.Tensor;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Evaluates an exponential moving average of what another optimizer would evaluate:
 *
 * <pre>
 *   d_t     = min(decay, (1 + t) / (10 + t))
 *   average = d_t * average + (1 - d_t) * parameters       after update t, from 1
 * </pre>
 *
 * from the parameters before the first update. The smaller shares at the start, as in TensorFlow's
 * {@code ExponentialMovingAverage} with a count of updates, let it forget them.
 *
 * @param inner the optimizer that trains
 * @param decay the share that is kept, above 0 and below 1
 */
record MovingAverage(Optimizer inner, double decay) implements Optimizer {
  private static final String AVERAGE = "ema";

  @Override
  public OptimizerState init(NamedTensors parameters) {
    OptimizerState own = inner.init(parameters);
    Map<String, NamedTensors> slots = new LinkedHashMap<>(own.slots());
    if (slots.containsKey(AVERAGE)) {
      throw CarouselException.usage("The optimizer has a slot of the moving average.")
          .expected("slots of other names than '" + AVERAGE + "'")
          .found(slots.keySet())
          .mend("leave out --ema")
          .build();
    }
    slots.put(AVERAGE, inner.evaluated(own, parameters).copy());
    return new OptimizerState(own.updates(), slots, own.numbers());
  }

  @Override
  public void update(
      OptimizerState state, NamedTensors parameters, NamedTensors gradients, double rateFactor) {
    inner.update(state, parameters, gradients, rateFactor);
    double t = state.updates();
    double taken = 1 - Math.min(decay, (1 + t) / (10 + t));
    NamedTensors latest = inner.evaluated(state, parameters);
    state.slot(AVERAGE).forEach((name, average) -> follow(average, latest.get(name), taken));
  }

  /** In this form an average of equal values is that value, to the bit. */
  private static void follow(Tensor average, Tensor latest, double taken) {
    for (int i = 0; i < average.size(); i++) {
      double before = average.get(i);
      average.set(i, before + taken * (latest.get(i) - before));
    }
  }

  @Override
  public NamedTensors evaluated(OptimizerState state, NamedTensors parameters) {
    return state.slot(AVERAGE);
  }

  @Override
  public long scratchBytes(Map<String, int[]> shapes) {
    return inner.scratchBytes(shapes);
  }
}
