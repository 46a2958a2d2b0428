package dev.carousel.internal.engine.fused;

import dev.carousel.internal.engine.fused.plan.WeightGradient;
import dev.carousel.internal.kernel.Kernels;
import java.util.Arrays;

/**
 * The gradient of a matrix with many rows and few columns, as of an input of 8 features, added up
 * as its transpose. Its columns would leave most of a vector empty; its rows fill vectors, and lie
 * side by side. Each element is the chain that {@link DenseGradient} makes.
 */
final class TallGradient implements MatrixGradient {
  /** The most columns. */
  private static final int WIDEST = 8;

  private final WeightGradient plan;
  private final Kernels kernels;
  private final Extent extent;
  private final Spot rows;
  private final Spot columns;

  /** The transpose, {@code [width, height]}. */
  private final float[] sum;

  TallGradient(WeightGradient plan, Binder binder, Extent extent) {
    this.plan = plan;
    this.extent = extent;
    kernels = binder.kernels();
    rows = binder.space().spot(plan.rows());
    columns = binder.space().spot(plan.columns());
    sum = binder.space().heap().floats((long) plan.height() * plan.width());
  }

  /** Whether a product gives such a gradient. */
  static boolean is(WeightGradient plan) {
    return plan.width() <= WIDEST && plan.height() % Kernels.PANEL == 0;
  }

  @Override
  public void start(int member, int members) {
    int from = begin(member, members);
    int end = begin(member + 1, members);
    for (int column = 0; column < plan.width(); column++) {
      Arrays.fill(sum, column * plan.height() + from, column * plan.height() + end, 0f);
    }
  }

  /** Where a member's rows begin. */
  private int begin(int member, int members) {
    int panels = plan.height() / Kernels.PANEL;
    return PackedSide.first(panels, member, members) * Kernels.PANEL;
  }

  @Override
  public void ready(int step, int steps, int member, int members) {
    // both sides are read in place
  }

  @Override
  public void add(int step, int steps, int member, int members) {
    int from = begin(member, members);
    int count = begin(member + 1, members) - from;
    for (int slot = extent.lastBlock(steps); slot >= 0; slot -= extent.blockSteps()) {
      kernels.addOuterProducts(
          extent.blockSteps(slot, steps) * extent.rows(),
          columns.array(),
          columns.at(step + slot, slot),
          columns.stride(),
          plan.width(),
          rows.array(),
          rows.at(step + slot, slot) + from,
          rows.stride(),
          count,
          sum,
          from,
          plan.height());
    }
  }

  @Override
  public void handOver(float[] matrix, int at, int firstRow, int count, boolean isFirst) {
    for (int row = 0; row < count; row++) {
      int to = at + row * plan.width();
      for (int column = 0; column < plan.width(); column++) {
        float found = sum[column * plan.height() + firstRow + row];
        matrix[to + column] = isFirst ? found : matrix[to + column] + found;
      }
    }
  }
}
