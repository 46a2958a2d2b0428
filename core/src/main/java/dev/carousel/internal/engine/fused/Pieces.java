package dev.carousel.internal.engine.fused;

import java.util.function.IntConsumer;

/**
 * Does one thing to a block of steps, a piece of time for each task of the engine's threads. An
 * extent whose threads share the rows has one piece, which is done at once.
 */
final class Pieces implements IntConsumer {
  private final FusedEngine engine;
  private final int pieceSteps;
  private final Task task;
  private int first;
  private int count;

  /** What is done to a piece. */
  @FunctionalInterface
  interface Task {
    /**
     * @param piece its number within the block
     * @param step its first step, within the segment
     * @param slot of that step within the block
     * @param steps how many it has
     */
    void run(int piece, int step, int slot, int steps);
  }

  Pieces(FusedEngine engine, Extent extent, Task task) {
    this.engine = engine;
    this.task = task;
    pieceSteps = extent.pieceSteps();
  }

  /** Runs over a block, and waits for all of its pieces. */
  void run(int step, int steps) {
    first = step;
    count = steps;
    engine.runAll((steps + pieceSteps - 1) / pieceSteps, this);
  }

  @Override
  public void accept(int piece) {
    int slot = piece * pieceSteps;
    task.run(piece, first + slot, slot, Math.min(pieceSteps, count - slot));
  }
}
