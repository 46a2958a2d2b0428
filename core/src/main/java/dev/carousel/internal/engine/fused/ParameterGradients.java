package dev.carousel.internal.engine.fused;

import dev.carousel.engine.ParameterSpec;
import dev.carousel.internal.engine.fused.plan.CellPlan;
import dev.carousel.internal.engine.fused.plan.CellPlan.VectorSum;
import dev.carousel.internal.engine.fused.plan.Place;
import dev.carousel.internal.engine.fused.plan.WeightGradient;
import dev.carousel.internal.kernel.Kernels;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A shard's share of the gradients of the parameters: products and sums over all its steps, a block
 * of steps at a time, while what they read is still near.
 */
final class ParameterGradients {
  /**
   * From this distance between rows on, in elements, the left side is packed too: read in place,
   * the same column of many rows falls into few sets of the cache. With 512 units a training step
   * took 2 % less so, with 256 units (a distance of 1024) 2 % more.
   */
  private static final int FAR = 2048;

  private final Kernels kernels;
  private final Extent extent;
  private final MatrixGradient[] matrices;
  private final VectorGradient[] vectors;
  private final Left[] lefts;

  /** The sum of a vector over all steps and rows. */
  private record VectorGradient(Spot value, float[] sum) {}

  /** What a left side is made of. */
  private record Vector(Place place, int size) {}

  /** A left side that is packed, once for all products that read it. */
  private record Left(PackedSide side, List<MatrixGradient> readers) {
    /** Packs it, unless all that read it add up symbols. */
    void ready(int step, int depth, int member, int members) {
      for (int i = 0; i < readers.size(); i++) {
        if (!readers.get(i).isLookedUp()) {
          side.pack(step, depth, member, members);
          return;
        }
      }
    }
  }

  ParameterGradients(Binder binder, Extent extent) {
    kernels = binder.kernels();
    this.extent = extent;
    Workspace space = binder.space();
    CellPlan plan = binder.plan();
    Map<Vector, Left> packed = new LinkedHashMap<>();
    matrices =
        plan.weights().stream()
            .map(weights -> matrix(weights, binder, packed))
            .toArray(MatrixGradient[]::new);
    lefts = packed.values().toArray(Left[]::new);
    vectors =
        plan.vectors().stream()
            .map(v -> new VectorGradient(space.spot(v.value()), space.heap().floats(size(v))))
            .toArray(VectorGradient[]::new);
  }

  private MatrixGradient matrix(WeightGradient weights, Binder binder, Map<Vector, Left> packed) {
    if (!packsLeftSide(binder.plan(), weights)) {
      return new MatrixGradient(weights, binder, extent, null);
    }
    Spot rows = binder.space().spot(weights.rows());
    Left left =
        packed.computeIfAbsent(
            new Vector(weights.rows(), weights.height()),
            vector -> {
              Heap heap = binder.space().heap();
              return new Left(
                  new PackedSide(rows, weights.height(), extent, heap), new ArrayList<>());
            });
    MatrixGradient gradient = new MatrixGradient(weights, binder, extent, left.side());
    left.readers().add(gradient);
    return gradient;
  }

  /** Whether a plan has gradients of matrices whose left side is packed. */
  static boolean packsLeftSides(CellPlan plan) {
    return plan.weights().stream().anyMatch(weights -> packsLeftSide(plan, weights));
  }

  private static boolean packsLeftSide(CellPlan plan, WeightGradient weights) {
    return plan.buffer(weights.rows()).width() >= FAR;
  }

  private static int size(VectorSum vector) {
    ParameterSpec parameter = vector.parameter();
    return parameter.size();
  }

  /** Takes the memory that sums over symbols need. */
  void readySymbols() {
    for (MatrixGradient matrix : matrices) {
      matrix.readySymbols();
    }
  }

  /** Forgets all sums. Members of a team share the panels of each matrix, and the vectors. */
  void start(Crew crew, int member) {
    for (MatrixGradient matrix : matrices) {
      matrix.start(member, crew.members());
    }
    for (int i = member; i < vectors.length; i += crew.members()) {
      Arrays.fill(vectors[i].sum(), 0f);
    }
  }

  /** Adds what the steps of some blocks give, the last block first. */
  void add(int step, int steps, Crew crew, int member) {
    int members = crew.members();
    for (MatrixGradient matrix : matrices) {
      matrix.ready(step, steps, member, members);
    }
    for (Left left : lefts) {
      left.ready(step, steps * extent.rows(), member, members);
    }
    if (lefts.length > 0) {
      crew.meet(member);
    }
    for (MatrixGradient matrix : matrices) {
      matrix.add(step, steps, member, members);
    }
    for (int i = member; i < vectors.length; i += members) {
      add(vectors[i], step, steps);
    }
  }

  /** The result's rows are one row: each is added to what those before it left. */
  private void add(VectorGradient vector, int step, int steps) {
    float[] sum = vector.sum();
    Spot v = vector.value();
    for (int slot = extent.lastBlock(steps); slot >= 0; slot -= extent.blockSteps()) {
      int count = extent.blockSteps(slot, steps) * extent.rows();
      kernels.add(count, sum.length, v.array(), v.at(step + slot, slot), v.stride(), sum, 0, 0);
    }
  }

  /**
   * Hands some rows of the result of the i-th of the plan's products over to a matrix.
   *
   * @param at where they begin in the matrix
   * @param isFirst whether they are all that the matrix is so far; else they are added to it
   */
  void handOver(int i, int firstRow, int height, float[] matrix, int at, boolean isFirst) {
    matrices[i].handOver(matrix, at, firstRow, height, isFirst);
  }

  /** The same of the i-th of the plan's sums of vectors. */
  void handOver(int i, float[] vector, boolean isFirst) {
    float[] sum = vectors[i].sum();
    if (isFirst) {
      System.arraycopy(sum, 0, vector, 0, sum.length);
    } else {
      kernels.add(1, sum.length, sum, 0, 0, vector, 0, 0);
    }
  }
}
