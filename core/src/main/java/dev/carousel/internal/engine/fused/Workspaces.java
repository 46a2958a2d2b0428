package dev.carousel.internal.engine.fused;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;

/**
 * Workspaces that no shard works in: making a large array anew costs more than filling it, and a
 * training run asks for the same ones at every update. Thread-safe.
 */
final class Workspaces {
  /** More than the shards of one sequence, few enough to forget sizes that do not come back. */
  private static final int KEPT = 16;

  private final List<BufferSpec> specs;
  private final Deque<Workspace> free = new ArrayDeque<>();

  Workspaces(List<BufferSpec> specs) {
    this.specs = specs;
  }

  /** One that fits; a new one if none does. */
  synchronized Workspace borrow(int steps, int rows) {
    for (Iterator<Workspace> i = free.iterator(); i.hasNext(); ) {
      Workspace workspace = i.next();
      if (workspace.fits(steps, rows)) {
        i.remove();
        return workspace;
      }
    }
    return new Workspace(specs, steps, rows);
  }

  /** Takes one back. */
  synchronized void giveBack(Workspace workspace) {
    free.addFirst(workspace);
    if (free.size() > KEPT) {
      free.removeLast();
    }
  }
}
