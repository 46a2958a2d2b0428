package dev.carousel.internal.engine.fused;

import dev.carousel.internal.kernel.Kernels;
import dev.carousel.internal.kernel.PackedMatrix;
import java.util.Arrays;

/** A vector at all steps and rows of some blocks, packed as one side of the products over them. */
final class PackedSide {
  /** The columns that a product takes at a time: two panels. */
  static final int BAND = 2 * Kernels.PANEL;

  private static final int HALF = Kernels.PANEL / 2;

  private final Spot vector;
  private final PackedMatrix matrix;

  PackedSide(Spot vector, int size, Extent extent, Heap heap) {
    this.vector = vector;
    int deepest = extent.sumSteps() * extent.rows();
    float[] values = heap.floats(PackedMatrix.elements(deepest, size));
    matrix = new PackedMatrix(deepest, size, values);
  }

  PackedMatrix matrix() {
    return matrix;
  }

  /** How many bands there are. */
  int bands() {
    return (matrix.columns() + BAND - 1) / BAND;
  }

  /**
   * A band, with some of the columns of zeros that pad its last panel: half of that panel if the
   * rest is all zeros. With vectors of 512 bits, half a panel is one vector.
   */
  PackedMatrix band(int band) {
    int from = band * BAND;
    int halves = (matrix.columns() - from + HALF - 1) / HALF;
    return matrix.columns(from, Math.min(BAND, halves * HALF));
  }

  /** By block, the bands of its rows. */
  PackedMatrix[][] bandsByBlock(Extent extent) {
    PackedMatrix[][] all = new PackedMatrix[extent.blocks()][bands()];
    for (int block = 0; block < all.length; block++) {
      int row = block * extent.blockSteps() * extent.rows();
      Arrays.setAll(all[block], band -> band(band).rowsFrom(row));
    }
    return all;
  }

  /** Packs the rows of the steps from one on: a member of a team some bands. */
  void pack(int step, int depth, int member, int members) {
    int first = first(bands(), member, members) * BAND;
    int next = first(bands(), member + 1, members) * BAND;
    int width = Math.min(matrix.columns(), next) - first;
    matrix.place(
        vector.array(), vector.at(step, 0) + first, vector.stride(), depth, width, 0, first);
  }

  /** The first of a member's bands, of some that a team shares. */
  static int first(int count, int member, int members) {
    return (int) ((long) count * member / members);
  }
}
