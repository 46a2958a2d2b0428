package dev.carousel.internal.engine.fused;

import dev.carousel.engine.ParameterSpec;
import dev.carousel.engine.WeightFormat;
import dev.carousel.internal.engine.fused.plan.CellPlan;
import dev.carousel.internal.engine.fused.plan.CellPlan.RowValue;
import dev.carousel.internal.engine.fused.plan.Columns;
import dev.carousel.internal.engine.fused.plan.PackPlan;
import dev.carousel.internal.kernel.Kernels;
import dev.carousel.internal.kernel.NarrowMatrix;
import dev.carousel.internal.kernel.PackedMatrix;
import dev.carousel.tensor.FloatTensor;
import dev.carousel.tensor.NamedTensors;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;

/**
 * A layer's parameters as kernels read them: the right sides of all products in panels, and vectors
 * as rows. Filled from the parameters when they are first needed after a change, once for all
 * sequences until the next. Thread-safe, but parameters must not change while a pass runs.
 */
final class Weights {
  private final CellPlan plan;
  private final NamedTensors parameters;
  private final FusedEngine engine;
  private final Pack[] packs;
  private final Row[] rows;
  private final Runnable[] lookUps;
  private final IntConsumer forwardTask = this::fill;
  private final IntConsumer lookUpTask = this::fillToLookUp;
  private final IntConsumer backwardTask = this::fillBackward;
  private @Nullable ComputedRows computed;
  private boolean isReadyToMultiply;
  private boolean isReadyToLookUp;
  private boolean isBackwardReady;
  private long packed;

  Weights(CellPlan plan, NamedTensors parameters, FusedEngine engine) {
    this.plan = plan;
    this.parameters = parameters;
    this.engine = engine;
    packs = plan.packs().stream().map(p -> new Pack(p, engine.weights())).toArray(Pack[]::new);
    rows =
        plan.rowValues().entrySet().stream()
            .map(e -> new Row(e.getKey(), e.getValue(), new float[width(e.getKey())]))
            .toArray(Row[]::new);
    lookUps = lookUps();
  }

  /** What must be done before symbols are looked up: some rows of a table each, or a pack. */
  private Runnable[] lookUps() {
    Set<Integer> tables = plan.inputPacks();
    List<Runnable> tasks = new ArrayList<>();
    for (int i = 0; i < plan.forwardPacks(); i++) {
      Pack pack = packs[i];
      if (tables.contains(i)) {
        for (int row = 0; row < pack.plan.depth(); row += pack.rowsOfTask()) {
          int from = row;
          tasks.add(() -> pack.fillTable(parameters, from));
        }
      } else {
        tasks.add(() -> pack.fill(parameters));
      }
    }
    return tasks.toArray(Runnable[]::new);
  }

  private int width(int buffer) {
    return plan.buffers().get(buffer).width();
  }

  /** Some columns of the right side of a product; those of a panel of it together. */
  static final class Part {
    private final Pack pack;
    private final Columns columns;
    private @Nullable PackedMatrix whole;
    private @Nullable PackedMatrix view;
    private List<Chunk> chunks = List.of();
    private @Nullable NarrowMatrix wholeNarrow;
    private @Nullable NarrowMatrix narrowView;

    Part(Pack pack, Columns columns) {
      this.pack = pack;
      this.columns = columns;
    }

    /** As floats. */
    PackedMatrix matrix() {
      PackedMatrix all = pack.matrix();
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
      NarrowMatrix all = pack.narrow();
      if (all != null && wholeNarrow != all) {
        narrowView = all.from(columns.from() / Kernels.PANEL, columns.count());
        wholeNarrow = all;
      }
      return all == null ? null : narrowView;
    }

    /** What the sums of all columns of the pack start from. */
    float[] bias() {
      return pack.bias();
    }

    /** The table of all columns of the pack. */
    float[] table() {
      return pack.table();
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
      return pack.columns();
    }
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

  /** A buffer of one row, and what it is filled with. */
  private record Row(int buffer, RowValue value, float[] elements) {}

  /**
   * The right side of one product. In a narrow format the floats are there only once a product of
   * several rows needs them.
   */
  static final class Pack {
    /** The rows of a table that one thread fills at a time. */
    private static final int TASK_ROWS = 1024;

    private final PackPlan plan;
    private final WeightFormat format;
    private volatile @Nullable PackedMatrix matrix;
    private @Nullable NarrowMatrix narrow;
    private final float[] bias;
    private float @Nullable [] table;

    Pack(PackPlan plan, WeightFormat format) {
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
        known =
            rounded == null ? new PackedMatrix(plan.depth(), plan.columns()) : rounded.widened();
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

    int columns() {
      return plan.columns();
    }

    /** What the sums start from. */
    float[] bias() {
      return bias;
    }

    private void fill(NamedTensors parameters) {
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
    private int rowsOfTask() {
      return format == WeightFormat.FLOAT32 ? TASK_ROWS : plan.depth();
    }

    private void fillTable(NamedTensors parameters, int from) {
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

  Pack pack(int index) {
    return packs[index];
  }

  /** A buffer of one row. */
  float[] row(int buffer) {
    for (Row row : rows) {
      if (row.buffer() == buffer) {
        return row.elements();
      }
    }
    throw new IllegalArgumentException("buffer " + buffer + " has more than one row");
  }

  /** How often a matrix has been packed, or laid out as a table, so far. */
  synchronized long packed() {
    return packed;
  }

  /** Forgets what was read from the parameters. */
  synchronized void refresh() {
    isReadyToMultiply = false;
    isReadyToLookUp = false;
    isBackwardReady = false;
  }

  /**
   * Makes what the forward pass reads agree with the parameters.
   *
   * @param looksUp whether the input is of symbols, which are looked up in tables, not multiplied
   */
  synchronized void readyForward(boolean looksUp) {
    if (looksUp ? isReadyToLookUp : isReadyToMultiply) {
      return;
    }
    for (Row row : rows) {
      fillRow(row);
    }
    computed().forward().run();
    if (looksUp) {
      engine.runAll(lookUps.length, lookUpTask);
      isReadyToLookUp = true;
    } else {
      engine.runAll(plan.forwardPacks(), forwardTask);
      isReadyToMultiply = true;
    }
    packed += plan.forwardPacks();
  }

  /** Makes what the backward pass reads agree with the parameters. */
  synchronized void readyBackward() {
    if (!isBackwardReady) {
      int count = packs.length - plan.forwardPacks();
      computed().backward().run();
      engine.runAll(count, backwardTask);
      packed += count;
      isBackwardReady = true;
    }
  }

  private ComputedRows computed() {
    ComputedRows known = computed;
    if (known == null) {
      known = ComputedRows.of(plan, this, engine);
      computed = known;
    }
    return known;
  }

  private void fill(int i) {
    packs[i].fill(parameters);
  }

  private void fillToLookUp(int i) {
    lookUps[i].run();
  }

  private void fillBackward(int i) {
    fill(plan.forwardPacks() + i);
  }

  private void fillRow(Row row) {
    ParameterSpec parameter = row.value().parameter();
    if (parameter == null) {
      Arrays.fill(row.elements(), row.value().constant());
    } else {
      System.arraycopy(array(parameter), 0, row.elements(), 0, row.elements().length);
    }
  }

  /** The elements of a parameter. */
  float[] array(ParameterSpec parameter) {
    return ((FloatTensor) parameters.get(parameter.name())).array();
  }
}
