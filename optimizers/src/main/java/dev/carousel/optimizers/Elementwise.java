package dev.carousel.optimizers;

import dev.carousel.error.CarouselException;
import dev.carousel.spi.OptimizerState;
import dev.carousel.tensor.DoubleTensor;
import dev.carousel.tensor.FloatTensor;
import dev.carousel.tensor.NamedTensors;
import dev.carousel.tensor.Tensor;
import dev.carousel.tensor.Workers;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/**
 * Runs an optimizer's formula over every element of every parameter, in one pass.
 *
 * <p>The elements pass through tiles of doubles that stay in the first-level cache. So a formula is
 * one plain loop over arrays, which the compiler vectorises, and serves both precisions. The
 * elements are shared among the state's {@linkplain OptimizerState#workers workers}; each is
 * computed alike whoever does it.
 */
final class Elementwise {
  /** Elements in a tile: five tiles take 20 KB of a first-level cache of at least 32 KB. */
  private static final int TILE = 512;

  private Elementwise() {}

  /** One update of the elements of a tile. Called by several threads at once. */
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
    Job job = job(state, parameters, gradients, slotNames, formula);
    job.workers.share(job.shares, job::run);
  }

  private static Job job(
      OptimizerState state,
      NamedTensors parameters,
      NamedTensors gradients,
      List<String> slotNames,
      Formula formula) {
    List<Tensor[]> rows = new ArrayList<>();
    for (Map.Entry<String, Tensor> entry : parameters.asMap().entrySet()) {
      Tensor[] row = new Tensor[2 + slotNames.size()];
      row[0] = entry.getValue();
      row[1] = counterpart(gradients, entry.getKey(), row[0]);
      for (int i = 0; i < slotNames.size(); i++) {
        row[2 + i] = counterpart(state.slot(slotNames.get(i)), entry.getKey(), row[0]);
      }
      rows.add(row);
    }
    long elements = parameters.elements();
    int shares = state.workers().threadsFor(elements);
    double[][] tiles = state.workspace(shares * (2 + slotNames.size()), TILE);
    return new Job(state.workers(), rows, elements, shares, tiles, formula);
  }

  /**
   * One update of all elements, each thread's share of them in one run.
   *
   * @param rows a parameter, its gradient and its slots
   * @param tiles those of each share
   */
  private record Job(
      Workers workers,
      List<Tensor[]> rows,
      long elements,
      int shares,
      double[][] tiles,
      Formula formula) {

    void run(int share) {
      long from = elements * share / shares;
      long to = elements * (share + 1) / shares;
      int arrays = tiles.length / shares;
      double[][] own = Arrays.copyOfRange(tiles, share * arrays, (share + 1) * arrays);
      double[][] slots = Arrays.copyOfRange(own, 2, arrays);
      long first = 0;
      for (Tensor[] row : rows) {
        long end = first + row[0].size();
        if (first < to && end > from) {
          int start = (int) (Math.max(from, first) - first);
          run(row, start, (int) (Math.min(to, end) - first), own, slots);
        }
        first = end;
      }
    }

    private void run(Tensor[] row, int start, int end, double[][] own, double[][] slots) {
      for (int from = start; from < end; from += TILE) {
        int n = Math.min(TILE, end - from);
        for (int i = 0; i < row.length; i++) {
          load(row[i], from, own[i], n);
        }
        formula.apply(own[0], own[1], slots, n);
        store(own[0], row[0], from, n);
        for (int i = 2; i < row.length; i++) {
          store(own[i], row[i], from, n);
        }
      }
    }

    private void load(Tensor source, int from, double[] tile, int n) {
      if (source instanceof FloatTensor single) {
        workers.widen(n, single.array(), from, tile);
      } else {
        System.arraycopy(((DoubleTensor) source).array(), from, tile, 0, n);
      }
    }

    private void store(double[] tile, Tensor target, int from, int n) {
      if (target instanceof FloatTensor single) {
        workers.narrow(n, tile, single.array(), from);
      } else {
        System.arraycopy(tile, 0, ((DoubleTensor) target).array(), from, n);
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
}
