package dev.carousel.internal.engine.fused.plan;

import dev.carousel.engine.ParameterSpec;
import dev.carousel.internal.graph.Node;
import dev.carousel.internal.graph.Op;
import dev.carousel.internal.kernel.Kernels;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** One thing that a shard does to some rows. */
public sealed interface Instruction {
  /** The number of columns of its result that can be computed apart; 0 for all at once. */
  default int columns() {
    return 0;
  }

  /** The same for some columns of its result. */
  default Instruction of(Columns columns) {
    return this;
  }

  /** Tells what it reads and writes. */
  void touch(Touch touch);

  /** Is told what an instruction reads and writes, before and after which others may run. */
  interface Touch {
    /** A vector is read. */
    void reads(Place place, int size);

    /** A vector is written. */
    void writes(Place place, int size);
  }

  /**
   * Fills a vector with a bias, or with zeros, where the product that comes first cannot do it
   * itself.
   */
  public record Preset(Place out, int size, @Nullable ParameterSpec bias) implements Instruction {
    @Override
    public void touch(Touch touch) {
      touch.writes(out, size);
    }
  }

  /**
   * The product of a vector with a packed matrix, or with some columns of it.
   *
   * @param depth the size of the vector
   * @param part the columns of the matrix
   * @param out where the result for the first of them goes
   * @param starts whether it starts its sums, from the pack's biases; else it adds to them
   */
  public record Product(int pack, int depth, Columns part, Place operand, Place out, boolean starts)
      implements Instruction {
    @Override
    public int columns() {
      return part.count();
    }

    @Override
    public Instruction of(Columns c) {
      Columns own = new Columns(part.from() + c.from(), c.count());
      return new Product(pack, depth, own, operand, out.shifted(c.from()), starts);
    }

    @Override
    public void touch(Touch touch) {
      touch.reads(operand, depth);
      if (!starts) {
        touch.reads(out, part.count());
      }
      touch.writes(out, part.count());
    }
  }

  /**
   * Element-wise operations over as many elements, one after the other: one loop.
   *
   * @param passing the results that are read by none but these operations
   */
  public record Chain(List<Pointwise> operations, Set<Place> passing) implements Instruction {
    /** The number of elements of a row. */
    public int size() {
      return operations.get(0).size();
    }

    @Override
    public void touch(Touch touch) {
      operations.forEach(operation -> operation.touch(touch));
    }
  }

  /** An element-wise operation; an operand that it has not is {@code x} again. */
  public record Pointwise(
      Op op, float scale, float shift, int size, Place x, Place y, Place z, Place out)
      implements Instruction {

    /** Makes one of like operations whose operands and results lie side by side. */
    static List<Instruction> merge(List<Instruction> independent) {
      List<Instruction> merged = new ArrayList<>();
      List<Pointwise> open =
          independent.stream()
              .filter(Pointwise.class::isInstance)
              .map(Pointwise.class::cast)
              .sorted(Comparator.comparing(Pointwise::out, Products.order()))
              .toList();
      Pointwise last = null;
      for (Pointwise next : open) {
        if (last != null && last.isFollowedBy(next)) {
          last = last.with(next);
        } else {
          if (last != null) {
            merged.add(last);
          }
          last = next;
        }
      }
      if (last != null) {
        merged.add(last);
      }
      independent.stream().filter(i -> !(i instanceof Pointwise)).forEach(merged::add);
      return merged;
    }

    /** The same, vector by vector, if it is of several vectors of that size. */
    List<Pointwise> pieces(int units) {
      if (size % units != 0 || units < Kernels.PANEL) {
        return List.of(this);
      }
      List<Pointwise> pieces = new ArrayList<>();
      for (int from = 0; from < size; from += units) {
        pieces.add(of(new Columns(from, units)));
      }
      return pieces;
    }

    private boolean isFollowedBy(Pointwise next) {
      return op == next.op
          && Float.compare(scale, next.scale) == 0
          && Float.compare(shift, next.shift) == 0
          && x.isFollowedBy(next.x, size)
          && y.isFollowedBy(next.y, size)
          && z.isFollowedBy(next.z, size)
          && out.isFollowedBy(next.out, size);
    }

    private Pointwise with(Pointwise next) {
      return new Pointwise(op, scale, shift, size + next.size, x, y, z, out);
    }

    @Override
    public int columns() {
      return size;
    }

    @Override
    public Pointwise of(Columns c) {
      int at = c.from();
      return new Pointwise(
          op,
          scale,
          shift,
          c.count(),
          x.shifted(at),
          y.shifted(at),
          z.shifted(at),
          out.shifted(at));
    }

    @Override
    public void touch(Touch touch) {
      touch.reads(x, size);
      touch.reads(y, size);
      touch.reads(z, size);
      touch.writes(out, size);
    }
  }

  /** Copies a vector. */
  public record Copy(Place x, int size, Place out) implements Instruction {
    @Override
    public int columns() {
      return size;
    }

    @Override
    public Instruction of(Columns c) {
      return new Copy(x.shifted(c.from()), c.count(), out.shifted(c.from()));
    }

    @Override
    public void touch(Touch touch) {
      touch.reads(x, size);
      touch.writes(out, size);
    }
  }

  /** Adds up the elements of each group of {@code size} neighbours. */
  public record Sum(Place x, int groups, int size, Place out) implements Instruction {
    @Override
    public void touch(Touch touch) {
      touch.reads(x, groups * size);
      touch.writes(out, groups);
    }
  }

  /** Repeats each of some elements, {@code size} times. */
  public record Repeat(Place x, int elements, int size, Place out) implements Instruction {
    @Override
    public void touch(Touch touch) {
      touch.reads(x, elements);
      touch.writes(out, elements * size);
    }
  }

  /** A product within blocks, each with a matrix of {@code m} rows and {@code n} columns. */
  public record BlockProduct(Op op, int blocks, int m, int n, Place x, Place y, Place out)
      implements Instruction {
    @Override
    public void touch(Touch touch) {
      boolean makesMatrix = op == Op.OUTER;
      touch.reads(x, makesMatrix ? blocks * m : blocks * m * n);
      touch.reads(y, blocks * (op == Op.TRANSPOSED_TIMES ? m : n));
      touch.writes(out, makesMatrix ? blocks * m * n : blocks * (op == Op.TIMES ? m : n));
    }
  }

  /** A function of the elements of each group of {@code size} neighbours. */
  public record OfGroups(Op op, Node.Groups groups, int size, Place x, Place y, Place out)
      implements Instruction {
    @Override
    public void touch(Touch touch) {
      int all = groups.count() * size;
      touch.reads(x, op == Op.AT_LARGEST ? groups.count() : all);
      touch.reads(y, all);
      touch.writes(out, op == Op.OF_LARGEST ? groups.count() : all);
    }
  }

  /** Shows the gradient of a state to whoever watches, and may change it. */
  public record Tap(Node.Shown shown, int size, Place gradient) implements Instruction {
    @Override
    public void touch(Touch touch) {
      touch.reads(gradient, size);
      touch.writes(gradient, size);
    }
  }

  /** A masked row keeps the state that it had before the step. */
  public record KeepMasked(Place before, int size, Place after) implements Instruction {
    @Override
    public int columns() {
      return size;
    }

    @Override
    public Instruction of(Columns c) {
      return new KeepMasked(before.shifted(c.from()), c.count(), after.shifted(c.from()));
    }

    @Override
    public void touch(Touch touch) {
      touch.reads(before, size);
      touch.writes(after, size);
    }
  }

  /**
   * Sets the gradient of a state aside that arrives at a masked row: the step before is to receive
   * it unchanged. The step itself sees zeros. A backward step is linear in its input, so nothing of
   * it reaches a parameter.
   */
  public record HoldMasked(Place arriving, int size, Place held) implements Instruction {
    @Override
    public int columns() {
      return size;
    }

    @Override
    public Instruction of(Columns c) {
      return new HoldMasked(arriving.shifted(c.from()), c.count(), held.shifted(c.from()));
    }

    @Override
    public void touch(Touch touch) {
      touch.reads(arriving, size);
      touch.writes(arriving, size);
      touch.writes(held, size);
    }
  }

  /** Gives masked rows back what {@link HoldMasked} set aside, for the step before. */
  public record ReturnMasked(Place held, int size, Place arriving) implements Instruction {
    @Override
    public int columns() {
      return size;
    }

    @Override
    public Instruction of(Columns c) {
      return new ReturnMasked(held.shifted(c.from()), c.count(), arriving.shifted(c.from()));
    }

    @Override
    public void touch(Touch touch) {
      touch.reads(held, size);
      touch.writes(arriving, size);
    }
  }

  /**
   * Takes the gradient of a state before the step, in all rows that are not masked. First of all
   * states, as one may lie in another's place.
   *
   * @param before where the step leaves it; null for zeros
   */
  public record Gather(@Nullable Place before, int size, Place held) implements Instruction {
    @Override
    public int columns() {
      return size;
    }

    @Override
    public Instruction of(Columns c) {
      Place from = before == null ? null : before.shifted(c.from());
      return new Gather(from, c.count(), held.shifted(c.from()));
    }

    @Override
    public void touch(Touch touch) {
      if (before != null) {
        touch.reads(before, size);
      }
      touch.writes(held, size);
    }
  }
}
