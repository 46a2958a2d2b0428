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

/** A shard's share of the gradients of the parameters: products and sums over all its steps. */
final class ParameterGradients {
  /** How many rows of a long product are packed at a time: a block that stays in the cache. */
  private static final int BLOCK = 256;

  private final Run run;
  private final Workspace space;
  private final int firstRow;
  private final int steps;
  private final Map<String, Tensor> sums = new LinkedHashMap<>();

  private ParameterGradients(Run run, Workspace space, int firstRow, int steps) {
    this.steps = steps;
    this.run = run;
    this.space = space;
    this.firstRow = firstRow;
    for (ParameterSpec spec : run.plan().cell().forward().parameters()) {
      sums.put(spec.name(), spec.zeros(Precision.FLOAT32));
    }
  }

  static ParameterGradients of(Run run, Workspace space, int firstRow, int steps) {
    ParameterGradients gradients = new ParameterGradients(run, space, firstRow, steps);
    run.plan().weights().forEach(gradients::addWeights);
    run.plan().vectors().forEach(gradients::addVector);
    return gradients;
  }

  NamedTensors sums() {
    return new NamedTensors(sums);
  }

  private float[] sum(ParameterSpec spec) {
    Tensor sum = sums.get(spec.name());
    if (sum == null) {
      throw new IllegalArgumentException(spec.name());
    }
    return ((FloatTensor) sum).array();
  }

  private void addWeights(WeightGradient weights) {
    if (weights.readsInput() && run.looksUpInput()) {
      addWeightsOfSymbols(weights, (LayerInput.Symbols) run.input());
      return;
    }
    float[] product = new float[weights.height() * weights.width()];
    int total = steps * space.rows();
    int rowStride = space.stride(weights.rows());
    int columnStride = space.stride(weights.columns());
    for (int from = 0; from < total; from += BLOCK) {
      int depth = Math.min(BLOCK, total - from);
      PackedMatrix right = space.panels(depth, weights.width());
      int at = space.offset(weights.columns(), 0) + from * columnStride;
      right.place(space.array(weights.columns()), at, columnStride, depth, weights.width(), 0, 0);
      Kernels.Strided left =
          new Kernels.Strided(
              space.array(weights.rows()),
              space.offset(weights.rows(), 0) + from * rowStride,
              1,
              rowStride);
      run.kernels().multiply(weights.height(), left, right, 0, depth, product, 0, weights.width());
    }
    distribute(weights, product);
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
  private void addWeightsOfSymbols(WeightGradient weights, LayerInput.Symbols symbols) {
    float[] byColumn = new float[weights.width() * weights.height()];
    float[] rows = space.array(weights.rows());
    int height = weights.height();
    for (int s = 0; s < steps; s++) {
      int place = run.time(s) * symbols.rows() + firstRow;
      for (int r = 0; r < space.rows(); r++) {
        int to = symbols.ids()[place + r] * height;
        int from = space.offset(weights.rows(), s) + r * space.stride(weights.rows());
        run.kernels().apply(Op.ADD, height, 0, 0, byColumn, to, rows, from, byColumn, to);
      }
    }
    float[] product = new float[byColumn.length];
    for (int column = 0; column < weights.width(); column++) {
      for (int row = 0; row < height; row++) {
        product[row * weights.width() + column] = byColumn[column * height + row];
      }
    }
    distribute(weights, product);
  }

  private void addVector(VectorSum vector) {
    float[] sum = sum(vector.parameter());
    float[] values = space.array(vector.value());
    int stride = space.stride(vector.value());
    int at = space.offset(vector.value(), 0);
    int rows = steps * space.rows();
    // The result's rows are one row: each is added to what those before it left.
    run.kernels()
        .apply(Op.ADD, 0, 0, rows, sum.length, sum, 0, 0, values, at, stride, sum, 0, 0, sum, 0, 0);
  }
}
