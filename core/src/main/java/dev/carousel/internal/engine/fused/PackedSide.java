package dev.carousel.internal.engine.fused;

import dev.carousel.internal.kernel.Kernels;
import dev.carousel.internal.kernel.PackedMatrix;

/** A vector at all steps and rows of a block, packed as one side of the products over them. */
final class PackedSide {
  private final Spot vector;
  private final PackedMatrix matrix;

  PackedSide(Spot vector, int size, Extent extent, Heap heap) {
    this.vector = vector;
    int deepest = Math.min(extent.blockSteps(), extent.segmentSteps()) * extent.rows();
    float[] values = heap.floats(PackedMatrix.elements(deepest, size));
    matrix = new PackedMatrix(deepest, size, values);
  }

  PackedMatrix matrix() {
    return matrix;
  }

  /**
   * A panel, with some of the columns of zeros that pad it: half of it if the rest is all zeros.
   * With vectors of 512 bits, half a panel is one vector.
   */
  PackedMatrix panel(int panel) {
    int from = panel * Kernels.PANEL;
    boolean isHalf = matrix.columns() - from <= Kernels.PANEL / 2;
    return isHalf ? matrix.columns(from, Kernels.PANEL / 2) : matrix.panel(panel);
  }

  /** Packs the rows of a block from one step on: a member of a team some panels. */
  void pack(int step, int depth, int member, int members) {
    int first = first(matrix.panels(), member, members) * Kernels.PANEL;
    int next = first(matrix.panels(), member + 1, members) * Kernels.PANEL;
    int width = Math.min(matrix.columns(), next) - first;
    matrix.place(
        vector.array(), vector.at(step, 0) + first, vector.stride(), depth, width, 0, first);
  }

  /** The first of a member's panels, of some that a team shares. */
  static int first(int count, int member, int members) {
    return (int) ((long) count * member / members);
  }
}
