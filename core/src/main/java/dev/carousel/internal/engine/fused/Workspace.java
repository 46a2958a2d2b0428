package dev.carousel.internal.engine.fused;

import dev.carousel.internal.kernel.Kernels;
import java.util.List;

/** The buffers of one shard, and where places lie in them. One owner: the shard. */
final class Workspace {
  private final List<BufferSpec> specs;
  private final float[][] arrays;
  private final int steps;
  private final int rows;

  Workspace(List<BufferSpec> specs, int steps, int rows) {
    this.specs = specs;
    this.arrays = new float[specs.size()][];
    this.steps = steps;
    this.rows = rows;
  }

  void allocate(int from, int to) {
    for (int i = from; i < to; i++) {
      BufferSpec spec = specs.get(i);
      arrays[i] = new float[Math.multiplyExact(spec.rows(steps, rows), spec.width())];
    }
  }

  int steps() {
    return steps;
  }

  int rows() {
    return rows;
  }

  float[] array(Place place) {
    return arrays[place.buffer()];
  }

  int offset(Place place, int step) {
    return specs.get(place.buffer()).offset(place, step, rows);
  }

  int stride(Place place) {
    return specs.get(place.buffer()).stride();
  }

  Kernels.Strided matrix(Place place, int step) {
    return new Kernels.Strided(array(place), offset(place, step), stride(place), 1);
  }
}
