package dev.carousel.internal.engine.fused;

import dev.carousel.engine.ParameterSpec;
import dev.carousel.internal.engine.fused.plan.CellPlan;
import dev.carousel.internal.engine.fused.plan.CellPlan.VectorSum;
import dev.carousel.internal.kernel.Kernels;
import java.util.Arrays;

/**
 * A shard's share of the gradients of the parameters: products and sums over all its steps, a block
 * of steps at a time, while what they read is still near.
 */
final class ParameterGradients {
  private final Kernels kernels;
  private final Extent extent;
  private final MatrixGradient[] matrices;
  private final VectorGradient[] vectors;
  private final boolean readsAllThatIsPacked;

  /** The sum of a vector over all steps and rows. */
  private record VectorGradient(Spot value, float[] sum) {}

  ParameterGradients(Binder binder, Extent extent) {
    kernels = binder.kernels();
    this.extent = extent;
    Workspace space = binder.space();
    CellPlan plan = binder.plan();
    matrices =
        plan.weights().stream()
            .map(weights -> new MatrixGradient(weights, binder, extent))
            .toArray(MatrixGradient[]::new);
    vectors =
        plan.vectors().stream()
            .map(v -> new VectorGradient(space.spot(v.value()), space.heap().floats(size(v))))
            .toArray(VectorGradient[]::new);
    readsAllThatIsPacked = Arrays.stream(matrices).anyMatch(MatrixGradient::packsLeft);
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

  /** Adds what the steps of one block give. */
  void add(int step, int steps, Crew crew, int member) {
    int members = crew.members();
    for (MatrixGradient matrix : matrices) {
      matrix.ready(step, steps, member, members);
    }
    if (readsAllThatIsPacked) {
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
    int count = steps * extent.rows();
    kernels.add(count, sum.length, v.array(), v.at(step, 0), v.stride(), sum, 0, 0);
  }

  /** Ends all sums. */
  void finish(int member) {
    for (MatrixGradient matrix : matrices) {
      matrix.finish(member);
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
