package dev.carousel.internal.engine.fused;

import dev.carousel.engine.LayerInput;
import dev.carousel.engine.ParameterSpec;
import dev.carousel.engine.StateSpec;
import dev.carousel.internal.engine.fused.CellPlan.RowValue;
import dev.carousel.spi.StateGradient;
import dev.carousel.tensor.FloatTensor;
import dev.carousel.tensor.NamedTensors;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Some rows of the batch, from the first step to the last and back, on one thread at a time. Within
 * a shard time is counted in the order in which the layer takes its steps.
 */
final class Shard {
  /** The rows, of several steps, of products outside the loop: a block that stays in the cache. */
  private static final int BLOCK_ROWS = 128;

  private final Run run;
  private final CellPlan plan;
  private final int firstRow;
  private final int rows;
  private final int steps;
  private final int blockSteps;
  private final Workspace space;
  private final Executor executor;
  private final boolean @Nullable [] mask;

  Shard(Run run, int firstRow, int rows, Workspace space) {
    this.run = run;
    this.plan = run.plan();
    this.firstRow = firstRow;
    this.rows = rows;
    this.steps = run.input().steps();
    this.space = space;
    blockSteps = Math.max(1, BLOCK_ROWS / rows);
    executor = new Executor(run, space, firstRow);
    mask = shardMask();
  }

  Workspace space() {
    return space;
  }

  // ---- forward

  /** Runs forward; writes the shard's rows of the outputs and of the final states. */
  void forward(FloatTensor outputs, NamedTensors finalStates) {
    fillRows(0, plan.forwardBuffers());
    copyInput();
    copyInitialStates();
    for (int from = 0; from < steps; from += blockSteps) {
      forwardBlock(from, Math.min(blockSteps, steps - from));
    }
    copySequenceOut(plan.output(), outputs);
    for (int i = 0; i < plan.states().size(); i++) {
      StateSpec spec = stateSpecs().get(i);
      copyOut(
          plan.states().get(i), steps, spec.size(), (FloatTensor) finalStates.get(spec.name()), 0);
    }
  }

  /** What runs before and after the loop runs a block of steps at a time, close in the cache. */
  private void forwardBlock(int from, int count) {
    executeAll(plan.forward().before(), from, count);
    for (int s = from; s < from + count; s++) {
      for (Instruction instruction : plan.forward().loop()) {
        executor.execute(instruction, s, rows);
      }
      carryMaskedStates(s);
    }
    executeAll(plan.forward().after(), from, count);
  }

  /** Writes the shard's rows of a vector named for the diagnosis. */
  void copyObserved(Place place, FloatTensor to) {
    copySequenceOut(place, to);
  }

  private void executeAll(List<Instruction> instructions, int from, int count) {
    for (Instruction instruction : instructions) {
      executor.execute(instruction, from, count * rows);
    }
  }

  private void fillRows(int from, int to) {
    plan.rowValues()
        .forEach(
            (buffer, value) -> {
              if (buffer >= from && buffer < to) {
                fillRow(space.array(new Place(buffer, 0, false)), value);
              }
            });
  }

  private void fillRow(float[] row, RowValue value) {
    ParameterSpec parameter = value.parameter();
    if (parameter == null) {
      Arrays.fill(row, value.constant());
    } else {
      float[] from = ((FloatTensor) run.parameters().get(parameter.name())).array();
      System.arraycopy(from, 0, row, 0, row.length);
    }
  }

  /**
   * Masked steps read zeros, whatever stands there: what is not a step must not reach a gradient.
   */
  private void copyInput() {
    LayerInput input = run.input();
    float[] x = space.array(plan.input());
    if (input instanceof LayerInput.Vectors vectors) {
      copyIn((FloatTensor) vectors.values(), plan.input(), input.features());
      clearMasked(x, input.features());
    } else if (input instanceof LayerInput.Symbols symbols && plan.readsInputDirectly()) {
      Arrays.fill(x, 0f);
      for (int s = 0; s < steps; s++) {
        for (int r = 0; r < rows; r++) {
          int id = symbols.ids()[run.time(s) * input.rows() + firstRow + r];
          x[(s * rows + r) * input.features() + id] = 1;
        }
      }
      clearMasked(x, input.features());
    }
  }

  private void copyInitialStates() {
    NamedTensors initial = run.context().initialStates();
    for (int i = 0; i < plan.states().size(); i++) {
      StateSpec spec = stateSpecs().get(i);
      float[] history = space.array(plan.states().get(i));
      int length = rows * spec.size();
      if (initial == null) {
        Arrays.fill(history, 0, length, 0f);
      } else {
        float[] from = ((FloatTensor) initial.get(spec.name())).array();
        System.arraycopy(from, firstRow * spec.size(), history, 0, length);
      }
    }
  }

  /** A row without a step keeps the states that it had. */
  private void carryMaskedStates(int s) {
    if (mask != null) {
      for (int i = 0; i < plan.states().size(); i++) {
        Place place = plan.states().get(i);
        float[] history = space.array(place);
        int size = stateSpecs().get(i).size();
        for (int r = 0; r < rows; r++) {
          if (!mask[s * rows + r]) {
            int from = (s * rows + r) * size;
            System.arraycopy(history, from, history, from + rows * size, size);
          }
        }
      }
    }
  }

  // ---- backward

  /**
   * Runs backward; writes the shard's rows of the gradients of the input and of the initial states.
   *
   * @return the shard's share of the gradients of the parameters
   */
  ParameterGradients backward(
      @Nullable FloatTensor outputGradients,
      @Nullable NamedTensors finalStateGradients,
      @Nullable Consumer<StateGradient> watcher,
      @Nullable FloatTensor inputGradients,
      NamedTensors initialStateGradients) {
    fillRows(plan.forwardBuffers(), plan.buffers().size());
    Place fromAbove = plan.outputGradient();
    if (fromAbove != null) {
      int size = plan.cell().forward().output().size();
      if (outputGradients == null) {
        Arrays.fill(space.array(fromAbove), 0f);
      } else {
        copyIn(outputGradients, fromAbove, size);
        clearMasked(space.array(fromAbove), size);
      }
    }
    CarriedGradients carried = new CarriedGradients(plan, space, mask);
    carried.start(finalStateGradients, firstRow);
    ParameterGradients gradients = new ParameterGradients(run, space, firstRow);
    int lastBlock = (steps - 1) / blockSteps * blockSteps;
    for (int from = lastBlock; from >= 0; from -= blockSteps) {
      int count = Math.min(blockSteps, steps - from);
      backwardBlock(from, count, carried, watcher);
      clearMaskedGradients(from, count);
      gradients.add(from, count);
    }
    carried.finish(initialStateGradients, firstRow);
    Place toBelow = plan.inputGradient();
    if (inputGradients != null && toBelow != null) {
      copySequenceOut(toBelow, inputGradients);
    }
    return gradients;
  }

  private void backwardBlock(
      int from, int count, CarriedGradients carried, @Nullable Consumer<StateGradient> watcher) {
    executeAll(plan.backward().before(), from, count);
    for (int s = from + count - 1; s >= from; s--) {
      carried.holdMasked(s);
      for (Instruction instruction : plan.backward().loop()) {
        if (instruction instanceof Instruction.Tap tap) {
          show(tap, s, watcher);
        } else {
          executor.execute(instruction, s, rows);
        }
      }
      carried.takeOver(s);
    }
    executeAll(plan.backward().after(), from, count);
  }

  /**
   * Clears what would be added up over masked steps: their gradients are 0, but 0 times the value
   * of a function that has a pole at the input's 0 is not a number.
   */
  private void clearMaskedGradients(int from, int count) {
    if (mask != null) {
      for (WeightGradient weights : plan.weights()) {
        clearMasked(weights.rows(), weights.height(), from, count);
        clearMasked(weights.columns(), weights.width(), from, count);
      }
      plan.vectors().forEach(sum -> clearMasked(sum.value(), sum.parameter().size(), from, count));
      if (plan.inputGradient() != null) {
        clearMasked(plan.inputGradient(), plan.cell().forward().inputSize(), from, count);
      }
    }
  }

  /** Clears part of a buffer of all steps; in a history a masked step holds states, not its own. */
  private void clearMasked(Place place, int width, int from, int count) {
    if (mask != null && plan.buffer(place).kind() == BufferSpec.Kind.SEQUENCE) {
      for (int i = from * rows; i < (from + count) * rows; i++) {
        if (!mask[i]) {
          int at = space.offset(place, 0) + i * space.stride(place);
          Arrays.fill(space.array(place), at, at + width, 0f);
        }
      }
    }
  }

  /** Shows runs of rows that have a step; a masked row has no gradient of its own to show. */
  private void show(Instruction.Tap tap, int s, @Nullable Consumer<StateGradient> watcher) {
    if (watcher == null) {
      return;
    }
    int from = 0;
    while (from < rows) {
      int to = from;
      while (to < rows && (mask == null || mask[s * rows + to])) {
        to++;
      }
      if (to > from) {
        int stride = space.stride(tap.gradient());
        watcher.accept(
            new GradientView(
                plan.cell().layer(),
                tap.state(),
                run.time(s),
                firstRow + from,
                to - from,
                tap.size(),
                space.array(tap.gradient()),
                space.offset(tap.gradient(), s) + from * stride,
                stride));
      }
      from = to + 1;
    }
  }

  // ---- moving rows in and out

  private List<StateSpec> stateSpecs() {
    return plan.cell().forward().states();
  }

  private boolean @Nullable [] shardMask() {
    boolean[] whole = run.context().mask();
    if (whole == null) {
      return null;
    }
    boolean[] part = new boolean[steps * rows];
    for (int s = 0; s < steps; s++) {
      int from = run.time(s) * run.input().rows() + firstRow;
      System.arraycopy(whole, from, part, s * rows, rows);
    }
    return part;
  }

  private void clearMasked(float[] values, int width) {
    if (mask != null) {
      for (int i = 0; i < mask.length; i++) {
        if (!mask[i]) {
          Arrays.fill(values, i * width, (i + 1) * width, 0f);
        }
      }
    }
  }

  private void copyIn(FloatTensor from, Place to, int size) {
    for (int s = 0; s < steps; s++) {
      int source = (run.time(s) * run.input().rows() + firstRow) * size;
      System.arraycopy(from.array(), source, space.array(to), space.offset(to, s), rows * size);
    }
  }

  private void copySequenceOut(Place from, FloatTensor to) {
    int size = to.extent(2);
    for (int s = 0; s < steps; s++) {
      copyOut(from, s, size, to, run.time(s) * run.input().rows());
    }
  }

  private void copyOut(Place from, int s, int size, FloatTensor to, int toRow) {
    int stride = space.stride(from);
    int at = space.offset(from, s);
    for (int r = 0; r < rows; r++) {
      int target = (toRow + firstRow + r) * size;
      System.arraycopy(space.array(from), at + r * stride, to.array(), target, size);
    }
  }

  /** A live view of the gradient of a state. */
  private record GradientView(
      String layer,
      String state,
      int time,
      int firstRow,
      int rows,
      int size,
      float[] values,
      int offset,
      int stride)
      implements StateGradient {
    @Override
    public double get(int row, int unit) {
      return values[offset + row * stride + unit];
    }

    @Override
    public void set(int row, int unit, double value) {
      values[offset + row * stride + unit] = (float) value;
    }
  }
}
