package dev.carousel.internal.engine.fused;

import dev.carousel.internal.engine.fused.plan.CellPlan;
import java.util.List;

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

  static ComputedRows of(CellPlan plan, Weights weights, FusedEngine engine) {
    Extent one = Extent.of(0, 1, 1, 1, 1, 1, 1);
    Heap heap = Heap.real(plan.cell().layer());
    Workspace space = new Workspace(plan.buffers(), weights, one, heap);
    ShardInput input =
        new ShardInput(one, false, space.spot(plan.input()), List.of(), List.of(), heap);
    GradientTap tap = new GradientTap(plan.cell().layer(), one, input);
    Binder binder = Binder.of(plan, engine, space, weights, input, tap);
    return new ComputedRows(
        new Run(binder.bind(plan.forward().once())), new Run(binder.bind(plan.backward().once())));
  }
}
