package dev.carousel.internal.engine.fused;

import dev.carousel.engine.LayerInput;
import dev.carousel.engine.ParameterSpec;
import dev.carousel.internal.kernel.PackedMatrix;
import dev.carousel.tensor.FloatTensor;
import java.util.Arrays;

/** Carries out instructions on the buffers of one shard. */
final class Executor {
  private final Run run;
  private final Workspace space;
  private final int firstRow;

  /**
   * @param firstRow the index in the batch of the shard's first row
   */
  Executor(Run run, Workspace space, int firstRow) {
    this.run = run;
    this.space = space;
    this.firstRow = firstRow;
  }

  /** Carries out an instruction on {@code rows} rows from the first of a step on. */
  void execute(Instruction instruction, int step, int rows) {
    if (instruction instanceof Instruction.Pointwise pointwise) {
      pointwise(pointwise, step, rows);
    } else if (instruction instanceof Instruction.Product product) {
      product(product, step, rows);
    } else if (instruction instanceof Instruction.Preset preset) {
      preset(preset, step, rows);
    } else if (instruction instanceof Instruction.Copy copy) {
      for (int r = 0; r < rows; r++) {
        System.arraycopy(
            space.array(copy.x()),
            at(copy.x(), step, r),
            space.array(copy.out()),
            at(copy.out(), step, r),
            copy.size());
      }
    } else if (instruction instanceof Instruction.Sum sum) {
      for (int r = 0; r < rows; r++) {
        space.array(sum.out())[at(sum.out(), step, r)] = sum(sum, at(sum.x(), step, r));
      }
    } else if (instruction instanceof Instruction.Repeat repeat) {
      for (int r = 0; r < rows; r++) {
        int out = at(repeat.out(), step, r);
        float value = space.array(repeat.x())[at(repeat.x(), step, r)];
        Arrays.fill(space.array(repeat.out()), out, out + repeat.size(), value);
      }
    }
  }

  private int at(Place place, int step, int row) {
    return space.offset(place, step) + row * space.stride(place);
  }

  private float sum(Instruction.Sum sum, int from) {
    float[] x = space.array(sum.x());
    float total = 0;
    for (int i = 0; i < sum.size(); i++) {
      total += x[from + i];
    }
    return total;
  }

  private void preset(Instruction.Preset preset, int step, int rows) {
    float[] out = space.array(preset.out());
    ParameterSpec bias = preset.bias();
    for (int r = 0; r < rows; r++) {
      int at = at(preset.out(), step, r);
      if (bias == null) {
        Arrays.fill(out, at, at + preset.size(), 0f);
      } else {
        float[] b = ((FloatTensor) run.parameters().get(bias.name())).array();
        System.arraycopy(b, 0, out, at, preset.size());
      }
    }
  }

  private void pointwise(Instruction.Pointwise p, int step, int rows) {
    boolean isDense =
        isDense(p.x(), p.size())
            && isDense(p.y(), p.size())
            && isDense(p.z(), p.size())
            && isDense(p.out(), p.size());
    run.kernels()
        .apply(
            p.op(),
            p.scale(),
            p.shift(),
            isDense ? 1 : rows,
            isDense ? rows * p.size() : p.size(),
            space.array(p.x()),
            space.offset(p.x(), step),
            space.stride(p.x()),
            space.array(p.y()),
            space.offset(p.y(), step),
            space.stride(p.y()),
            space.array(p.z()),
            space.offset(p.z(), step),
            space.stride(p.z()),
            space.array(p.out()),
            space.offset(p.out(), step),
            space.stride(p.out()));
  }

  private boolean isDense(Place place, int size) {
    return space.stride(place) == size;
  }

  private void product(Instruction.Product product, int step, int rows) {
    PackedMatrix right = run.packs().get(product.pack());
    if (product.operand().equals(run.plan().input()) && run.looksUpInput()) {
      lookUp(product, right, (LayerInput.Symbols) run.input(), step, rows / space.rows());
      return;
    }
    run.kernels()
        .multiply(
            rows,
            space.matrix(product.operand(), step),
            right,
            0,
            right.depth(),
            space.array(product.out()),
            space.offset(product.out(), step),
            space.stride(product.out()));
  }

  /** The product of a matrix with vectors that are zero but for a one: adds its rows. */
  private void lookUp(
      Instruction.Product product,
      PackedMatrix right,
      LayerInput.Symbols symbols,
      int step,
      int steps) {
    float[] out = space.array(product.out());
    for (int s = step; s < step + steps; s++) {
      int place = run.time(s) * symbols.rows() + firstRow;
      for (int r = 0; r < space.rows(); r++) {
        right.addRow(symbols.ids()[place + r], out, at(product.out(), s, r), run.kernels());
      }
    }
  }
}
