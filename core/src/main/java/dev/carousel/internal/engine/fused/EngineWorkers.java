package dev.carousel.internal.engine.fused;

import dev.carousel.internal.kernel.Kernels;
import dev.carousel.tensor.Workers;
import java.util.function.IntConsumer;

/** The threads and kernels of an engine, lent for other work. */
record EngineWorkers(FusedEngine engine, Kernels kernels) implements Workers {
  @Override
  public int threads() {
    return engine.threads();
  }

  @Override
  public void share(int pieces, IntConsumer work) {
    engine.runAll(pieces, work);
  }

  @Override
  public void widen(int n, float[] from, int at, double[] to) {
    kernels.widen(n, from, at, to);
  }

  @Override
  public void narrow(int n, double[] from, float[] to, int at) {
    kernels.narrow(n, from, to, at);
  }

  @Override
  public void addSquares(int n, float[] x, int at, double[] sums) {
    kernels.addSquares(n, x, at, sums);
  }
}
