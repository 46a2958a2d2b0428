package dev.carousel.internal.engine.fused;

import dev.carousel.engine.ParameterSpec;
import dev.carousel.internal.engine.fused.plan.CellPlan;
import dev.carousel.internal.engine.fused.plan.CellPlan.RowValue;
import dev.carousel.tensor.FloatTensor;
import dev.carousel.tensor.NamedTensors;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
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
  private final PackedWeights[] packs;
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
    packs =
        plan.packs().stream()
            .map(p -> new PackedWeights(p, engine.weights()))
            .toArray(PackedWeights[]::new);
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
      PackedWeights pack = packs[i];
      if (tables.contains(i)) {
        for (int row = 0; row < pack.depth(); row += pack.rowsOfTask()) {
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

  /** A buffer of one row, and what it is filled with. */
  private record Row(int buffer, RowValue value, float[] elements) {}

  /** The right side of one of the plan's products. */
  PackedWeights pack(int index) {
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
