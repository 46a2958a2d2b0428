package dev.carousel.internal.engine.fused;

import dev.carousel.engine.LayerInput;
import dev.carousel.engine.ParameterSpec;
import dev.carousel.internal.engine.fused.CellPlan.VectorSum;
import dev.carousel.internal.graph.Op;
import dev.carousel.internal.kernel.Kernels;
import dev.carousel.internal.kernel.PackedMatrix;
import dev.carousel.tensor.FloatTensor;
import dev.carousel.tensor.NamedTensors;
import dev.carousel.tensor.Precision;
import dev.carousel.tensor.Tensor;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A shard's share of the gradients of the parameters: products and sums over all its steps, a block
 * of steps at a time, while what they read is still in the cache.
 */
final class ParameterGradients {
  private final Run run;
  private final Workspace space;
  private final int firstRow;
  private final Map<String, Tensor> sums = new LinkedHashMap<>();

  /** For each of the plan's products its result so far; by column if the input is looked up. */
  private final float[][] products;

  ParameterGradients(Run run, Workspace space, int firstRow) {
    this.run = run;
    this.space = space;
    this.firstRow = firstRow;
    for (ParameterSpec spec : run.plan().cell().forward().parameters()) {
      sums.put(spec.name(), spec.zeros(Precision.FLOAT32));
    }
    products = new float[run.plan().weights().size()][];
    for (int i = 0; i < products.length; i++) {
      WeightGradient weights = run.plan().weights().get(i);
      products[i] = new float[weights.height() * weights.width()];
    }
  }

  /** Adds what some steps give. */
  void add(int step, int steps) {
    for (int i = 0; i < products.length; i++) {
      WeightGradient weights = run.plan().weights().get(i);
      if (isLookedUp(weights)) {
        addSymbols(weights, (LayerInput.Symbols) run.input(), products[i], step, steps);
      } else {
        addProduct(weights, products[i], step, steps * space.rows());
      }
    }
    run.plan().vectors().forEach(vector -> addVector(vector, step, steps * space.rows()));
  }

  private boolean isLookedUp(WeightGradient weights) {
    return weights.readsInput() && run.looksUpInput();
  }

  /** The gradients, once all steps have been added. */
  NamedTensors sums() {
    for (int i = 0; i < products.length; i++) {
      WeightGradient weights = run.plan().weights().get(i);
      distribute(weights, isLookedUp(weights) ? byRow(weights, products[i]) : products[i]);
    }
    return new NamedTensors(sums);
  }

  private float[] sum(ParameterSpec spec) {
    Tensor sum = sums.get(spec.name());
    if (sum == null) {
      throw new IllegalArgumentException(spec.name());
    }
    return ((FloatTensor) sum).array();
  }

  private void addProduct(WeightGradient weights, float[] product, int step, int depth) {
    PackedMatrix right = space.panels(depth, weights.width());
    right.place(
        space.array(weights.columns()),
        space.offset(weights.columns(), step),
        space.stride(weights.columns()),
        depth,
        weights.width(),
        0,
        0);
    Kernels.Strided left =
        new Kernels.Strided(
            space.array(weights.rows()),
            space.offset(weights.rows(), step),
            1,
            space.stride(weights.rows()));
    run.kernels().multiply(weights.height(), left, right, 0, depth, product, 0, weights.width());
  }

  /** Adds each matrix's part of a product, from the first row down. */
  private void distribute(WeightGradient weights, float[] product) {
    int at = 0;
    for (ParameterSpec matrix : weights.matrices()) {
      float[] sum = sum(matrix);
      for (int i = 0; i < sum.length; i++) {
        sum[i] += product[at + i];
      }
      at += sum.length;
    }
  }

  /** A column of the gradient for each symbol: the sum of the rows of the steps that read it. */
  private void addSymbols(
      WeightGradient weights, LayerInput.Symbols symbols, float[] byColumn, int step, int steps) {
    float[] rows = space.array(weights.rows());
    int height = weights.height();
    for (int s = step; s < step + steps; s++) {
      int place = run.time(s) * symbols.rows() + firstRow;
      for (int r = 0; r < space.rows(); r++) {
        int to = symbols.ids()[place + r] * height;
        int from = space.offset(weights.rows(), s) + r * space.stride(weights.rows());
        run.kernels().apply(Op.ADD, height, 0, 0, byColumn, to, rows, from, byColumn, to);
      }
    }
  }

  private static float[] byRow(WeightGradient weights, float[] byColumn) {
    float[] product = new float[byColumn.length];
    for (int column = 0; column < weights.width(); column++) {
      for (int row = 0; row < weights.height(); row++) {
        product[row * weights.width() + column] = byColumn[column * weights.height() + row];
      }
    }
    return product;
  }

  private void addVector(VectorSum vector, int step, int rows) {
    float[] sum = sum(vector.parameter());
    float[] values = space.array(vector.value());
    int stride = space.stride(vector.value());
    int at = space.offset(vector.value(), step);
    // The result's rows are one row: each is added to what those before it left.
    run.kernels()
        .apply(Op.ADD, 0, 0, rows, sum.length, sum, 0, 0, values, at, stride, sum, 0, 0, sum, 0, 0);
  }
}
