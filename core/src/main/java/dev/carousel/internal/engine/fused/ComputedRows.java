package dev.carousel.internal.engine.fused;

import dev.carousel.internal.engine.fused.plan.CellPlan;
import dev.carousel.internal.kernel.Kernels;

/**
 * Computes the rows that follow from the parameters alone, such as the eigenvalues of a diagonal
 * recurrence: once after each change of the parameters, not at each step of each row.
 */
record ComputedRows(Run forward, Run backward) {

  /** Instructions on one row. */
  record Run(Work[] works) {
    void run() {
      Shard.runAll(works, 0, 0, 1);
    }
  }

  static ComputedRows of(CellPlan plan, Weights weights, Kernels kernels) {
    Extent one = Extent.of(0, 1, 1, 1, 1);
    Heap heap = Heap.real(plan.cell().layer());
    Workspace space = new Workspace(plan.buffers(), weights, one, heap);
    ShardInput input = new ShardInput(one, false, space.spot(plan.input()), heap);
    GradientTap tap = new GradientTap(plan.cell().layer(), one, input);
    float[] edge = new float[Kernels.EDGE];
    Binder binder = new Binder(plan, kernels, space, weights, input, tap, edge);
    return new ComputedRows(
        new Run(binder.bind(plan.forward().once())), new Run(binder.bind(plan.backward().once())));
  }
}
