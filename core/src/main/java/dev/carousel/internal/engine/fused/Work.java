package dev.carousel.internal.engine.fused;

import dev.carousel.internal.graph.Node;
import dev.carousel.internal.kernel.BlockProduct;
import dev.carousel.internal.kernel.ElementLoop;
import dev.carousel.internal.kernel.GroupFunction;
import dev.carousel.internal.kernel.Kernels;
import dev.carousel.internal.kernel.NarrowMatrix;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** An instruction bound to the memory of one shard: ready to run, again and again. */
interface Work {
  /**
   * @param step the first step, within the segment
   * @param slot of the step within its block
   * @param rows how many rows, from the step's first on
   */
  void run(int step, int slot, int rows);

  /**
   * A product. If it starts its sums, they are filled first and then added to. Writing the result
   * row by row brings it into the cache, for which the product itself, block by block, would wait
   * (4 % of a training step at 64 x 100 x 128 x 256).
   *
   * <p>Every other step takes the chunks of a large matrix the other way round, since the cache
   * still has what the step before ended with.
   */
  record Product(
      Kernels kernels, PackedColumns part, Spot operand, boolean starts, Spot out, float[] edge)
      implements Work {
    @Override
    public void run(int step, int slot, int rows) {
      int to = out.at(step, slot);
      if (starts) {
        for (int r = 0; r < rows; r++) {
          int row = to + r * out.stride();
          System.arraycopy(part.bias(), part.from(), out.array(), row, part.count());
        }
      }
      NarrowMatrix narrow = rows == 1 ? part.narrow() : null;
      if (narrow != null) {
        int from = operand.at(step, slot);
        kernels.multiplyRow(operand.array(), from, narrow, out.array(), to, edge);
        return;
      }
      List<PackedColumns.Chunk> chunks = part.chunks();
      for (int i = 0; i < chunks.size(); i++) {
        boolean isBack = step % 2 == 1;
        multiply(chunks.get(isBack ? chunks.size() - 1 - i : i), step, slot, rows, to);
      }
    }

    private void multiply(PackedColumns.Chunk chunk, int step, int slot, int rows, int to) {
      kernels.multiply(
          rows,
          chunk.matrix().depth(),
          operand.array(),
          operand.at(step, slot),
          operand.stride(),
          1,
          chunk.matrix(),
          out.array(),
          to + chunk.from(),
          out.stride(),
          edge);
    }
  }

  /** A product with vectors that are zero but for a one: reads a row of the matrix. */
  record LookUp(Kernels kernels, PackedColumns part, ShardInput input, boolean starts, Spot out)
      implements Work {
    @Override
    public void run(int step, int slot, int rows) {
      int columns = part.count();
      float[] table = part.table();
      for (int r = 0; r < rows; r++) {
        int from = input.symbol(step, r) * part.width() + part.from();
        int to = out.at(step, slot) + r * out.stride();
        if (starts) {
          System.arraycopy(table, from, out.array(), to, columns);
        } else {
          kernels.add(1, columns, table, from, 0, out.array(), to, 0);
        }
      }
    }
  }

  /** What the input's kind makes of a product with it. */
  record OfInput(ShardInput input, Product multiply, LookUp lookUp) implements Work {
    @Override
    public void run(int step, int slot, int rows) {
      if (input.isLookedUp()) {
        lookUp.run(step, slot, rows);
      } else {
        multiply.run(step, slot, rows);
      }
    }
  }

  /**
   * Element-wise operations.
   *
   * @param size of a row
   * @param isDense whether the rows of all operands follow each other without a gap
   * @param at scratch: where the rows of each operand begin
   */
  record Elements(ElementLoop loop, int size, boolean isDense, List<Spot> operands, int[] at)
      implements Work {
    @Override
    public void run(int step, int slot, int rows) {
      for (int i = 0; i < at.length; i++) {
        at[i] = operands.get(i).at(step, slot);
      }
      loop.run(isDense ? 1 : rows, isDense ? rows * size : size, at);
    }
  }

  /** Fills a vector with a row: a bias, or zeros. */
  record Preset(float[] row, int size, Spot out) implements Work {
    @Override
    public void run(int step, int slot, int rows) {
      for (int r = 0; r < rows; r++) {
        System.arraycopy(row, 0, out.array(), out.at(step, slot) + r * out.stride(), size);
      }
    }
  }

  /** Copies a vector. */
  record Copy(Spot x, int size, Spot out) implements Work {
    @Override
    public void run(int step, int slot, int rows) {
      for (int r = 0; r < rows; r++) {
        int from = x.at(step, slot) + r * x.stride();
        int to = out.at(step, slot) + r * out.stride();
        System.arraycopy(x.array(), from, out.array(), to, size);
      }
    }
  }

  /** A row without a step keeps the state that it had. */
  record KeepMasked(ShardInput input, Spot before, int size, Spot after) implements Work {
    @Override
    public void run(int step, int slot, int rows) {
      for (int r = 0; input.isMasked() && r < rows; r++) {
        if (!input.isReal(step, r)) {
          int from = before.at(step, slot) + r * before.stride();
          int to = after.at(step, slot) + r * after.stride();
          System.arraycopy(before.array(), from, after.array(), to, size);
        }
      }
    }
  }

  /** Sets the gradients of masked rows aside. */
  record HoldMasked(ShardInput input, Spot arriving, int size, Spot held) implements Work {
    @Override
    public void run(int step, int slot, int rows) {
      for (int r = 0; input.isMasked() && r < rows; r++) {
        if (!input.isReal(step, r)) {
          int from = arriving.at(step, slot) + r * arriving.stride();
          int to = held.at(step, slot) + r * held.stride();
          System.arraycopy(arriving.array(), from, held.array(), to, size);
          Arrays.fill(arriving.array(), from, from + size, 0f);
        }
      }
    }
  }

  /** Gives masked rows back what was set aside. */
  record ReturnMasked(ShardInput input, Spot held, int size, Spot arriving) implements Work {
    @Override
    public void run(int step, int slot, int rows) {
      for (int r = 0; input.isMasked() && r < rows; r++) {
        if (!input.isReal(step, r)) {
          int from = held.at(step, slot) + r * held.stride();
          int to = arriving.at(step, slot) + r * arriving.stride();
          System.arraycopy(held.array(), from, arriving.array(), to, size);
        }
      }
    }
  }

  /** Takes the gradients before the step, of rows that have one; zeros where there is no place. */
  record Gather(ShardInput input, @Nullable Spot before, int size, Spot held) implements Work {
    @Override
    public void run(int step, int slot, int rows) {
      for (int r = 0; r < rows; r++) {
        if (input.isReal(step, r)) {
          gather(r, step, slot);
        }
      }
    }

    private void gather(int row, int step, int slot) {
      int to = held.at(step, slot) + row * held.stride();
      if (before == null) {
        Arrays.fill(held.array(), to, to + size, 0f);
      } else {
        int from = before.at(step, slot) + row * before.stride();
        System.arraycopy(before.array(), from, held.array(), to, size);
      }
    }
  }

  /** A member of a team waits for the others. */
  record Meet(Team team, int member) implements Work {
    @Override
    public void run(int step, int slot, int rows) {
      team.meet(member);
    }
  }

  /** Adds up the elements of each group. */
  record Sum(Spot x, int groups, int size, Spot out) implements Work {
    @Override
    public void run(int step, int slot, int rows) {
      for (int r = 0; r < rows; r++) {
        int from = x.at(step, slot) + r * x.stride();
        int to = out.at(step, slot) + r * out.stride();
        for (int group = 0; group < groups; group++) {
          out.array()[to + group] = total(from + group * size);
        }
      }
    }

    private float total(int from) {
      float total = 0;
      for (int i = 0; i < size; i++) {
        total += x.array()[from + i];
      }
      return total;
    }
  }

  /** Repeats each element. */
  record Repeat(Spot x, int elements, int size, Spot out) implements Work {
    @Override
    public void run(int step, int slot, int rows) {
      for (int r = 0; r < rows; r++) {
        int from = x.at(step, slot) + r * x.stride();
        int to = out.at(step, slot) + r * out.stride();
        for (int i = 0; i < elements; i++) {
          Arrays.fill(out.array(), to + i * size, to + (i + 1) * size, x.array()[from + i]);
        }
      }
    }
  }

  /** A product of computed values within blocks. */
  record OfBlocks(Kernels kernels, BlockProduct product, Spot x, Spot y, Spot out, float[] sums)
      implements Work {
    @Override
    public void run(int step, int slot, int rows) {
      kernels.multiplyBlocks(
          product, rows, x.at(step, slot), y.at(step, slot), out.at(step, slot), sums);
    }
  }

  /** A function of the elements of each group. */
  record OfGroups(Kernels kernels, GroupFunction function, Spot x, Spot y, Spot out, float[] sums)
      implements Work {
    @Override
    public void run(int step, int slot, int rows) {
      kernels.applyToGroups(
          function, rows, x.at(step, slot), y.at(step, slot), out.at(step, slot), sums);
    }
  }

  /** Shows the gradient of a state to whoever watches. */
  record Tap(GradientTap tap, Node.Shown shown, int size, Spot gradient) implements Work {
    @Override
    public void run(int step, int slot, int rows) {
      tap.showAll(shown, size, gradient, step, slot, rows);
    }
  }
}
