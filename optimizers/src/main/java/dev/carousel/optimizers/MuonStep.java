package dev.carousel.optimizers;

import dev.carousel.spi.OptimizerState;
import dev.carousel.tensor.NamedTensors;
import dev.carousel.tensor.Tensor;
import java.util.Collection;

/** The steps of matrices; the equations are in {@link MuonProvider}. */
record MuonStep(
    double rate,
    double momentum,
    boolean nesterov,
    double weightDecay,
    int iterations,
    Muon.Scale scale) {
  static final String MOMENTUM = "momentum";

  /**
   * One update.
   *
   * @param state of these matrices, with the slot {@link #MOMENTUM}
   * @param rateFactor the schedule's factor on the step size
   */
  void update(
      OptimizerState state, NamedTensors matrices, NamedTensors gradients, double rateFactor) {
    state.advance();
    double lr = rate * rateFactor;
    int largest = matrices.asMap().values().stream().mapToInt(Tensor::size).max().orElse(0);
    double[][] work = state.workspace(Orthogonal.ARRAYS, largest);
    matrices.forEach(
        (name, w) -> {
          double[] x = work[0];
          direction(gradients.get(name), state.slot(MOMENTUM).get(name), x);
          Orthogonal.make(work, w.extent(0), w.extent(1), iterations);
          double step = lr * scale.of(w.extent(0), w.extent(1));
          double keep = 1 - lr * weightDecay;
          for (int i = 0; i < w.size(); i++) {
            w.set(i, keep * w.get(i) - step * x[i]);
          }
        });
  }

  /** The bytes of the workspace for matrices of these shapes. */
  long scratchBytes(Collection<int[]> matrices) {
    long largest = matrices.stream().mapToLong(m -> (long) m[0] * m[1]).max().orElse(0);
    return Orthogonal.ARRAYS * Double.BYTES * largest;
  }

  /** Updates the momentum b, and puts the direction of the step into x. */
  private void direction(Tensor g, Tensor b, double[] x) {
    for (int i = 0; i < g.size(); i++) {
      double gradient = g.get(i);
      double mean = momentum * b.get(i) + (1 - momentum) * gradient;
      b.set(i, mean);
      x[i] = nesterov ? (1 - momentum) * gradient + momentum * mean : mean;
    }
  }
}
