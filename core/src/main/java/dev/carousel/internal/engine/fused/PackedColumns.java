package dev.carousel.internal.engine.fused;

import dev.carousel.internal.engine.fused.plan.Columns;
import dev.carousel.internal.kernel.Kernels;
import dev.carousel.internal.kernel.NarrowMatrix;
import dev.carousel.internal.kernel.PackedMatrix;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Some columns of the right side of a product; those of a panel of it together. */
final class PackedColumns {
  private final PackedWeights weights;
  private final Columns columns;
  private @Nullable PackedMatrix whole;
  private @Nullable PackedMatrix view;
  private List<Chunk> chunks = List.of();
  private @Nullable NarrowMatrix wholeNarrow;
  private @Nullable NarrowMatrix narrowView;

  PackedColumns(PackedWeights weights, Columns columns) {
    this.weights = weights;
    this.columns = columns;
  }

  /** As floats. */
  PackedMatrix matrix() {
    PackedMatrix all = weights.matrix();
    PackedMatrix known = view;
    if (known == null || whole != all) {
      known = all.columns(columns.from(), columns.count());
      view = known;
      whole = all;
      chunks = Chunk.of(known);
    }
    return known;
  }

  /** Its chunks of columns, in order. */
  List<Chunk> chunks() {
    matrix();
    return chunks;
  }

  /** In the narrow format; null for floats. */
  @Nullable NarrowMatrix narrow() {
    NarrowMatrix all = weights.narrow();
    if (all != null && wholeNarrow != all) {
      narrowView = all.from(columns.from() / Kernels.PANEL, columns.count());
      wholeNarrow = all;
    }
    return all == null ? null : narrowView;
  }

  /** What the sums of all columns of the pack start from. */
  float[] bias() {
    return weights.bias();
  }

  /** The table of all columns of the pack. */
  float[] table() {
    return weights.table();
  }

  /** The first column. */
  int from() {
    return columns.from();
  }

  /** How many columns it has. */
  int count() {
    return columns.count();
  }

  /** How many columns the pack has. */
  int width() {
    return weights.columns();
  }

  /**
   * Some columns of a large matrix, or all of one that is not large.
   *
   * @param from the first of them
   */
  record Chunk(PackedMatrix matrix, int from) {
    private static final int COLUMNS = 256;

    /**
     * The most elements of a matrix that stays in the cache from one step to the next. In chunks,
     * an LSTM of 1,024 units took 0.96 to 0.99 of its time at 64 x 50 x 512 x 1024; one of 512 did
     * not gain.
     */
    private static final int MOST = 1 << 21;

    static List<Chunk> of(PackedMatrix matrix) {
      if ((long) matrix.depth() * matrix.columns() <= MOST) {
        return List.of(new Chunk(matrix, 0));
      }
      List<Chunk> all = new ArrayList<>();
      for (int from = 0; from < matrix.columns(); from += COLUMNS) {
        int count = Math.min(COLUMNS, matrix.columns() - from);
        all.add(new Chunk(matrix.columns(from, count), from));
      }
      return all;
    }
  }
}
