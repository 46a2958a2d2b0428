package dev.carousel.optimizers;

import dev.carousel.error.CarouselException;
import dev.carousel.spi.OptimizerState;
import dev.carousel.tensor.DoubleTensor;
import dev.carousel.tensor.FloatTensor;
import dev.carousel.tensor.NamedTensors;
import dev.carousel.tensor.Tensor;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

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
    double[][] tiles = state.workspace(2 + slotNames.size(), TILE);
    double[][] slotTiles = Arrays.copyOfRange(tiles, 2, tiles.length);
    Tensor[] slots = new Tensor[slotTiles.length];
    for (Map.Entry<String, Tensor> entry : parameters.asMap().entrySet()) {
      String name = entry.getKey();
      Tensor parameter = entry.getValue();
      for (int i = 0; i < slots.length; i++) {
        slots[i] = counterpart(state.slot(slotNames.get(i)), name, parameter);
      }
      Tensor gradient = counterpart(gradients, name, parameter);
      for (int from = 0; from < parameter.size(); from += TILE) {
        int n = Math.min(TILE, parameter.size() - from);
        load(parameter, from, tiles[0], n);
        load(gradient, from, tiles[1], n);
        for (int i = 0; i < slots.length; i++) {
          load(slots[i], from, slotTiles[i], n);
        }
        formula.apply(tiles[0], tiles[1], slotTiles, n);
        store(tiles[0], parameter, from, n);
        for (int i = 0; i < slots.length; i++) {
          store(slotTiles[i], slots[i], from, n);
        }
      }
    }
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
