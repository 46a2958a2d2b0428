package dev.carousel.optimizers;

import dev.carousel.error.CarouselException;
import dev.carousel.spi.OptimizerState;
import dev.carousel.tensor.DoubleTensor;
import dev.carousel.tensor.FloatTensor;
import dev.carousel.tensor.NamedTensors;
import dev.carousel.tensor.Tensor;
import java.util.List;

/**
 * Runs an optimizer's formula over every element of every parameter, in one pass.
 *
 * <p>The elements pass through tiles of doubles that stay in the first-level cache. So a formula is
 * one plain loop over arrays, which the compiler vectorises, and serves both precisions.
 */
final class Elementwise {
  /** Elements in a tile: five tiles take 20 KB of a first-level cache of at least 32 KB. */
  private static final int TILE = 512;

  private Elementwise() {}

  /** One update of the elements of a tile. */
  @FunctionalInterface
  interface Formula {
    /**
     * Changes parameters and slots in place.
     *
     * @param w the parameters
     * @param g their gradients; what is written here is lost
     * @param slots the optimizer's slots, in the order in which they were named
     * @param n how many elements of each array count
     */
    void apply(double[] w, double[] g, double[][] slots, int n);
  }

  /** Applies {@code formula} to all parameters, with the state's slots of these names. */
  static void update(
      OptimizerState state,
      NamedTensors parameters,
      NamedTensors gradients,
      List<String> slotNames,
      Formula formula) {
    List<NamedTensors> slots = slotNames.stream().map(state::slot).toList();
    double[] w = new double[TILE];
    double[] g = new double[TILE];
    double[][] s = new double[slots.size()][TILE];
    parameters.forEach(
        (name, parameter) -> {
          Tensor gradient = counterpart(gradients, name, parameter);
          List<Tensor> kept = slots.stream().map(x -> counterpart(x, name, parameter)).toList();
          for (int from = 0; from < parameter.size(); from += TILE) {
            int n = Math.min(TILE, parameter.size() - from);
            load(parameter, from, w, n);
            load(gradient, from, g, n);
            for (int i = 0; i < s.length; i++) {
              load(kept.get(i), from, s[i], n);
            }
            formula.apply(w, g, s, n);
            store(w, parameter, from, n);
            for (int i = 0; i < s.length; i++) {
              store(s[i], kept.get(i), from, n);
            }
          }
        });
  }

  private static Tensor counterpart(NamedTensors tensors, String name, Tensor parameter) {
    Tensor tensor = tensors.get(name);
    if (tensor.size() != parameter.size()) {
      throw CarouselException.failure("A gradient or slot does not fit its parameter.")
          .expected(parameter)
          .found(tensor)
          .where(name)
          .mend("resume only from a checkpoint of the same network")
          .build();
    }
    return tensor;
  }

  private static void load(Tensor source, int from, double[] tile, int n) {
    if (source instanceof FloatTensor single) {
      float[] values = single.array();
      for (int i = 0; i < n; i++) {
        tile[i] = values[from + i];
      }
    } else {
      System.arraycopy(((DoubleTensor) source).array(), from, tile, 0, n);
    }
  }

  private static void store(double[] tile, Tensor target, int from, int n) {
    if (target instanceof FloatTensor single) {
      float[] values = single.array();
      for (int i = 0; i < n; i++) {
        values[from + i] = (float) tile[i];
      }
    } else {
      System.arraycopy(tile, 0, ((DoubleTensor) target).array(), from, n);
    }
  }
}
