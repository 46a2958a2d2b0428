package dev.carousel.internal.engine.fused;

import dev.carousel.internal.engine.fused.plan.WeightGradient;

/** The gradient of a matrix whose columns are looked up: a sum over symbols, not a product. */
final class SymbolGradient implements MatrixGradient {
  private final Extent extent;
  private final ShardInput input;
  private final Spot rows;
  private final SymbolSums sums;

  SymbolGradient(WeightGradient plan, Binder binder, Extent extent) {
    this.extent = extent;
    input = binder.input();
    rows = binder.space().spot(plan.rows());
    sums = new SymbolSums(binder.kernels(), plan.width(), plan.height(), binder.space().heap());
  }

  @Override
  public void start(int member, int members) {
    if (member == 0) {
      sums.start();
    }
  }

  @Override
  public void ready(int step, int steps, int member, int members) {
    // rows are read in place
  }

  /** {@inheritDoc} The first member adds all. */
  @Override
  public void add(int step, int steps, int member, int members) {
    if (member == 0) {
      for (int slot = extent.lastBlock(steps); slot >= 0; slot -= extent.blockSteps()) {
        addBlock(step + slot, slot, extent.blockSteps(slot, steps) * extent.rows());
      }
    }
  }

  private void addBlock(int step, int slot, int count) {
    int from = rows.at(step, slot);
    for (int r = 0; r < count; r++) {
      sums.add(input.symbol(step, r), rows.array(), from + r * rows.stride());
    }
  }

  @Override
  public void handOver(float[] matrix, int at, int firstRow, int height, boolean isFirst) {
    sums.handOver(matrix, at, firstRow, height, isFirst);
  }
}
