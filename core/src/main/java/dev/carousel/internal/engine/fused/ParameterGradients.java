package dev.carousel.internal.engine.fused;

import dev.carousel.engine.ParameterSpec;
import dev.carousel.internal.engine.fused.plan.CellPlan;
import dev.carousel.internal.engine.fused.plan.CellPlan.VectorSum;
import dev.carousel.internal.engine.fused.plan.Place;
import dev.carousel.internal.engine.fused.plan.WeightGradient;
import dev.carousel.internal.kernel.Kernels;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

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
  private final Binder binder;
  private final Extent extent;
  private final List<WeightGradient> plans;

  /** By product, the gradient of what is multiplied; made when it is first used. */
  private final @Nullable MatrixGradient[] multiplied;

  /** The gradient of what is looked up, likewise. */
  private final @Nullable MatrixGradient[] lookedUp;

  /** Those of this run. */
  private final List<MatrixGradient> matrices = new ArrayList<>();

  private final VectorGradient[] vectors;

  /** Left sides that are packed, each once for all products that read it. */
  private final List<Left> lefts = new ArrayList<>();

  /** The sum of a vector over all steps and rows. */
  private record VectorGradient(Spot value, float[] sum) {}

  private record Left(Place place, int size, PackedSide side) {}

  ParameterGradients(Binder binder, Extent extent) {
    kernels = binder.kernels();
    this.binder = binder;
    this.extent = extent;
    Workspace space = binder.space();
    plans = binder.plan().weights();
    multiplied = new MatrixGradient[plans.size()];
    lookedUp = new MatrixGradient[plans.size()];
    vectors =
        binder.plan().vectors().stream()
            .map(v -> new VectorGradient(space.spot(v.value()), space.heap().floats(size(v))))
            .toArray(VectorGradient[]::new);
  }

  /**
   * Takes up what a run needs, by one thread before it begins.
   *
   * @param isLookedUp whether the input is looked up, not multiplied
   */
  void ready(boolean isLookedUp) {
    matrices.clear();
    for (int i = 0; i < plans.size(); i++) {
      boolean isOfSymbols = isLookedUp && plans.get(i).readsInput();
      matrices.add(isOfSymbols ? ofSymbols(i) : ofVectors(i));
    }
  }

  private MatrixGradient ofSymbols(int i) {
    MatrixGradient known = lookedUp[i];
    if (known == null) {
      known = new SymbolGradient(plans.get(i), binder, extent);
      lookedUp[i] = known;
    }
    return known;
  }

  private MatrixGradient ofVectors(int i) {
    MatrixGradient known = multiplied[i];
    if (known == null) {
      known = product(plans.get(i));
      multiplied[i] = known;
    }
    return known;
  }

  private MatrixGradient product(WeightGradient weights) {
    if (TallGradient.is(weights)) {
      return new TallGradient(weights, binder, extent);
    }
    PackedSide left = packsLeftSide(binder.plan(), weights) ? left(weights) : null;
    return new DenseGradient(weights, binder, extent, left);
  }

  private PackedSide left(WeightGradient weights) {
    for (Left known : lefts) {
      if (known.place().equals(weights.rows()) && known.size() == weights.height()) {
        return known.side();
      }
    }
    Workspace space = binder.space();
    PackedSide side =
        new PackedSide(space.spot(weights.rows()), weights.height(), extent, space.heap());
    lefts.add(new Left(weights.rows(), weights.height(), side));
    return side;
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

  /** Forgets all sums. Members of a team share the panels of each matrix, and the vectors. */
  void start(Crew crew, int member) {
    for (int i = 0; i < matrices.size(); i++) {
      matrices.get(i).start(member, crew.members());
    }
    for (int i = member; i < vectors.length; i += crew.members()) {
      Arrays.fill(vectors[i].sum(), 0f);
    }
  }

  /** Adds what the steps of some blocks give, the last block first. */
  void add(int step, int steps, Crew crew, int member) {
    int members = crew.members();
    for (int i = 0; i < matrices.size(); i++) {
      matrices.get(i).ready(step, steps, member, members);
    }
    for (int i = 0; i < lefts.size(); i++) {
      lefts.get(i).side().pack(step, steps * extent.rows(), member, members);
    }
    if (!lefts.isEmpty()) {
      crew.meet(member);
    }
    for (int i = 0; i < matrices.size(); i++) {
      matrices.get(i).add(step, steps, member, members);
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
    matrices.get(i).handOver(matrix, at, firstRow, height, isFirst);
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
