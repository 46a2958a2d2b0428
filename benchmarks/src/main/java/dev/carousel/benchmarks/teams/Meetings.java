package dev.carousel.benchmarks.teams;

import dev.carousel.internal.engine.fused.plan.CellPlan;
import dev.carousel.internal.engine.fused.plan.Planner;
import dev.carousel.internal.engine.fused.plan.TeamPlan;
import dev.carousel.internal.graph.CompiledCell;
import dev.carousel.internal.trace.Trace;
import dev.carousel.spi.Cell;

/** How often two threads meet in a training step. */
final class Meetings {
  /** Before and after the loop and at the end of a block, there and back. */
  private static final int OF_A_BLOCK = 3 + 4;

  /** The rows, of several steps, of a block. */
  private static final int BLOCK_ROWS = 128;

  private Meetings() {}

  /** Those of the steps and those of the blocks, for a batch that is one shard. */
  static long of(Cell cell, int units, int batch, int steps) {
    CellPlan plan = Planner.plan(CompiledCell.of("layer", Trace.of("layer", cell, 1, units)));
    int forward = TeamPlan.of(plan.buffers(), plan.forwardStep(), plan.units(), 2).meetings();
    int backward = TeamPlan.of(plan.buffers(), plan.backwardStep(), plan.units(), 2).meetings();
    int blockSteps = Math.max(1, BLOCK_ROWS / batch);
    long blocks = (steps + blockSteps - 1) / blockSteps;
    return (long) steps * (forward + backward) + OF_A_BLOCK * blocks;
  }
}
