package dev.carousel.internal.engine.fused;

import dev.carousel.engine.WeightFormat;
import dev.carousel.internal.engine.fused.plan.PackPlan;
import dev.carousel.internal.kernel.NarrowMatrix;
import dev.carousel.internal.kernel.PackedMatrix;
import dev.carousel.tensor.NamedTensors;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The right side of one product. In a narrow format the floats are there only once a product of
 * several rows needs them.
 */
final class PackedWeights {
  /** The rows of a table that one thread fills at a time. */
  private static final int TASK_ROWS = 1024;

  private final PackPlan plan;
  private final WeightFormat format;
  private volatile @Nullable PackedMatrix matrix;
  private @Nullable NarrowMatrix narrow;
  private final float[] bias;
  private float @Nullable [] table;

  PackedWeights(PackPlan plan, WeightFormat format) {
    this.plan = plan;
    this.format = format;
    bias = new float[plan.columns()];
  }

  /** As floats. */
  PackedMatrix matrix() {
    PackedMatrix known = matrix;
    return known == null ? made() : known;
  }

  private synchronized PackedMatrix made() {
    PackedMatrix known = matrix;
    if (known == null) {
      NarrowMatrix rounded = narrow;
      known = rounded == null ? new PackedMatrix(plan.depth(), plan.columns()) : rounded.widened();
      matrix = known;
    }
    return known;
  }

  /** In the narrow format; null for floats. */
  @Nullable NarrowMatrix narrow() {
    return narrow;
  }

  /** Whether floats are kept. */
  boolean isWide() {
    return matrix != null;
  }

  /** How many rows it has. */
  int depth() {
    return plan.depth();
  }

  /** How many columns it has. */
  int columns() {
    return plan.columns();
  }

  /** What the sums start from. */
  float[] bias() {
    return bias;
  }

  /** Takes over the parameters. */
  void fill(NamedTensors parameters) {
    plan.fillBias(parameters, bias);
    if (format == WeightFormat.FLOAT32) {
      plan.pack(parameters, matrix());
    } else {
      narrow = rounded(parameters);
      matrix = null;
    }
  }

  private NarrowMatrix rounded(NamedTensors parameters) {
    PackedMatrix exact = new PackedMatrix(plan.depth(), plan.columns());
    plan.pack(parameters, exact);
    return NarrowMatrix.of(format, exact);
  }

  /** The rows of its table that a task fills; a narrow matrix is rounded as a whole. */
  int rowsOfTask() {
    return format == WeightFormat.FLOAT32 ? TASK_ROWS : plan.depth();
  }

  /** Lays out some rows of its table, from one on. */
  void fillTable(NamedTensors parameters, int from) {
    float[] rows = madeTable(parameters);
    if (format == WeightFormat.FLOAT32) {
      int to = Math.min(plan.depth(), from + TASK_ROWS);
      plan.fillTable(parameters, bias, rows, from, to);
      return;
    }
    PackedMatrix widened = rounded(parameters).widened();
    for (int i = 0; i < rows.length; i++) {
      int column = i % plan.columns();
      rows[i] = widened.get(i / plan.columns(), column) + bias[column];
    }
  }

  private synchronized float[] madeTable(NamedTensors parameters) {
    plan.fillBias(parameters, bias);
    float[] known = table == null ? new float[plan.depth() * plan.columns()] : table;
    table = known;
    return known;
  }

  /** Row by row what the product with a one alone at its index is, the bias included. */
  float[] table() {
    return Objects.requireNonNull(table);
  }
}
