package dev.carousel.internal.engine.fused;

import dev.carousel.internal.graph.Op;
import dev.carousel.internal.kernel.Kernels;
import dev.carousel.internal.kernel.PackedMatrix;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** A shard's share of the gradients of matrices that one product over steps and rows gives. */
final class MatrixGradient {
  /**
   * From this distance between rows on, in elements, the left side is packed too: read in place,
   * the same column of many rows falls into few sets of the cache. Measured at 1024 x 384: 97
   * against 88 GFLOP/s; at 512 x 192 packing cost more than it gave (98 against 103).
   */
  private static final int FAR = 1024;

  private final WeightGradient plan;
  private final Kernels kernels;
  private final Extent extent;
  private final ShardInput input;
  private final Spot rows;
  private final Spot columns;
  private final PackedMatrix right;
  private final @Nullable PackedMatrix left;
  private final float[] sum;
  private final float[] edge;
  private float @Nullable [] sumByColumn;

  MatrixGradient(
      WeightGradient plan,
      Kernels kernels,
      Workspace space,
      Extent extent,
      ShardInput input,
      float[] edge) {
    this.plan = plan;
    this.kernels = kernels;
    this.extent = extent;
    this.input = input;
    this.edge = edge;
    rows = space.spot(plan.rows());
    columns = space.spot(plan.columns());
    int deepest = Math.min(extent.blockSteps(), extent.segmentSteps()) * extent.rows();
    right = new PackedMatrix(deepest, plan.width());
    left = rows.stride() >= FAR ? new PackedMatrix(deepest, plan.height()) : null;
    sum = new float[plan.height() * plan.width()];
  }

  private boolean isLookedUp() {
    return plan.readsInput() && input.isLookedUp();
  }

  void start() {
    Arrays.fill(isLookedUp() ? byColumn() : sum, 0f);
  }

  void add(int step, int steps) {
    if (isLookedUp()) {
      addSymbols(step, steps * extent.rows());
    } else {
      addProduct(step, steps * extent.rows());
    }
  }

  /** Ends the sum, once all steps have been added. */
  void finish() {
    if (isLookedUp()) {
      float[] from = byColumn();
      for (int column = 0; column < plan.width(); column++) {
        for (int row = 0; row < plan.height(); row++) {
          sum[row * plan.width() + column] = from[column * plan.height() + row];
        }
      }
    }
  }

  /** {@code [height, width]}. */
  float[] sum() {
    return sum;
  }

  private void addProduct(int step, int depth) {
    int from = columns.at(step, 0);
    right.place(columns.array(), from, columns.stride(), depth, plan.width(), 0, 0);
    PackedMatrix packedLeft = left;
    int at = rows.at(step, 0);
    if (packedLeft == null) {
      multiply(plan.height(), depth, rows.array(), at, rows.stride(), 0);
    } else {
      packedLeft.place(rows.array(), at, rows.stride(), depth, plan.height(), 0, 0);
      for (int panel = 0; panel < packedLeft.panels(); panel++) {
        int first = panel * Kernels.PANEL;
        int height = Math.min(Kernels.PANEL, plan.height() - first);
        int panelAt = packedLeft.panelOffset(panel);
        multiply(height, depth, packedLeft.values(), panelAt, Kernels.PANEL, first);
      }
    }
  }

  /** Adds the product of some rows, from {@code first} on, with the packed right side. */
  private void multiply(int height, int depth, float[] a, int at, int aColumn, int first) {
    int to = first * plan.width();
    kernels.multiply(
        height,
        depth,
        a,
        at,
        1,
        aColumn,
        right,
        sum,
        to,
        plan.width(),
        sum,
        to,
        plan.width(),
        edge);
  }

  /** A column of the gradient for each symbol: the sum of the rows of the steps that read it. */
  private void addSymbols(int step, int count) {
    float[] to = byColumn();
    int height = plan.height();
    int from = rows.at(step, 0);
    for (int r = 0; r < count; r++) {
      int at = input.symbol(step, r) * height;
      kernels.apply(Op.ADD, height, 0, 0, to, at, rows.array(), from + r * rows.stride(), to, at);
    }
  }

  private float[] byColumn() {
    float[] known = sumByColumn;
    if (known == null) {
      known = new float[plan.width() * plan.height()];
      sumByColumn = known;
    }
    return known;
  }
}
