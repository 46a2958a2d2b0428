package dev.carousel.internal.engine.fused;

import dev.carousel.internal.engine.fused.plan.BufferSpec;
import dev.carousel.internal.engine.fused.plan.Place;
import java.util.List;

/**
 * The buffers of one shard, and where places lie in them. A buffer is made when it is first asked
 * for, so that a shard that never runs backward has no gradients. What a buffer holds from one run
 * to the next is left over from before.
 */
final class Workspace {
  private final List<BufferSpec> specs;
  private final Weights weights;
  private final Extent extent;
  private final Heap heap;
  private final float[][] arrays;

  /**
   * @param weights which hold the buffers of one row
   * @param heap where all arrays of the shard come from
   */
  Workspace(List<BufferSpec> specs, Weights weights, Extent extent, Heap heap) {
    this.heap = heap;
    this.specs = specs;
    this.weights = weights;
    this.extent = extent;
    arrays = new float[specs.size()][];
  }

  /** Where the shard's arrays come from. */
  Heap heap() {
    return heap;
  }

  /** Where a place lies. */
  Spot spot(Place place) {
    BufferSpec spec = specs.get(place.buffer());
    int width = spec.width();
    int step = extent.rows() * width;
    float[] array = array(place.buffer());
    return switch (spec.kind()) {
      case SEQUENCE -> new Spot(array, place.column(), step, 0, width);
      case HISTORY -> {
        int first = place.after() ? step : 0;
        yield new Spot(array, first + place.column(), step, 0, width);
      }
      case BLOCK -> new Spot(array, place.column(), 0, step, width);
      case STEP -> new Spot(array, place.column(), 0, 0, width);
      case ROW -> new Spot(array, place.column(), 0, 0, 0);
    };
  }

  private float[] array(int buffer) {
    if (arrays[buffer] == null) {
      BufferSpec spec = specs.get(buffer);
      arrays[buffer] =
          switch (spec.kind()) {
            case SEQUENCE -> rows(extent.segmentSteps(), spec);
            case HISTORY -> rows(extent.segmentSteps() + 1, spec);
            case BLOCK -> rows(extent.sumSteps(), spec);
            case STEP -> rows(1, spec);
            case ROW -> weights.row(buffer);
          };
    }
    return arrays[buffer];
  }

  private float[] rows(int steps, BufferSpec spec) {
    return heap.floats((long) steps * extent.rows() * spec.width());
  }
}
