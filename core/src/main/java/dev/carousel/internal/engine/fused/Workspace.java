package dev.carousel.internal.engine.fused;

import dev.carousel.internal.kernel.Kernels;
import dev.carousel.internal.kernel.PackedMatrix;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The buffers of one shard, and where places lie in them. One owner: the shard that borrowed it.
 * What a buffer holds when it is borrowed is left over from before.
 */
final class Workspace {
  private final List<BufferSpec> specs;
  private final float[] @Nullable [] arrays;
  private final int capacity;
  private final int rows;
  private @Nullable PackedMatrix panels;

  /**
   * @param capacity the most steps that fit
   */
  Workspace(List<BufferSpec> specs, int capacity, int rows) {
    this.specs = specs;
    this.arrays = new float[specs.size()][];
    this.capacity = capacity;
    this.rows = rows;
  }

  /** Whether a shard of this size can work in it. */
  boolean fits(int steps, int shardRows) {
    return shardRows == rows && steps <= capacity;
  }

  int rows() {
    return rows;
  }

  /** The buffer of a place, made when it is first asked for. */
  float[] array(Place place) {
    float[] array = arrays[place.buffer()];
    if (array == null) {
      BufferSpec spec = specs.get(place.buffer());
      array = new float[Math.multiplyExact(spec.rows(capacity, rows), spec.width())];
      arrays[place.buffer()] = array;
    }
    return array;
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

  /** A packed matrix to be filled anew; valid until the next call. */
  PackedMatrix panels(int depth, int columns) {
    PackedMatrix known = panels;
    if (known == null || known.depth() != depth || known.columns() != columns) {
      known = new PackedMatrix(depth, columns);
      panels = known;
    }
    return known;
  }
}
