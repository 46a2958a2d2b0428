package dev.carousel.internal.engine.fused.plan;

import dev.carousel.internal.engine.fused.plan.Instruction.Chain;
import dev.carousel.internal.engine.fused.plan.Instruction.Pointwise;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Makes one loop of element-wise operations that follow each other: an LSTM's gradients of gates
 * and states are one. They have as many elements, and what one writes another reads or writes as a
 * whole or not at all.
 */
public final class Chains {
  private final int units;
  private final @Nullable StepTouches touches;
  private final List<Instruction> made = new ArrayList<>();
  private final List<Pointwise> open = new ArrayList<>();

  private Chains(int units, @Nullable StepTouches touches) {
    this.units = units;
    this.touches = touches;
  }

  /**
   * What is done to the rows of one step, with its element-wise operations in chains.
   *
   * @param units the size of the layer, by which longer vectors are cut
   * @param buffers of the places
   * @param step all that is done to these rows, by whoever
   * @param some of it, in order, without a gap in which others change what it reads
   */
  public static List<Instruction> ofStep(
      int units, List<BufferSpec> buffers, List<Instruction> step, List<Instruction> some) {
    return new Chains(units, new StepTouches(buffers, step)).of(some);
  }

  /**
   * The same for the rows of many steps at once, among which a state after one step is the state
   * before another.
   */
  public static List<Instruction> ofBlock(int units, List<Instruction> instructions) {
    return new Chains(units, null).of(instructions);
  }

  private List<Instruction> of(List<Instruction> instructions) {
    instructions.forEach(this::add);
    close();
    return made;
  }

  private void add(Instruction next) {
    if (next instanceof Pointwise operation) {
      operation.pieces(units).forEach(this::addToChain);
    } else {
      close();
      made.add(next);
    }
  }

  private void addToChain(Pointwise operation) {
    if (!isContinuedBy(operation)) {
      close();
    }
    open.add(operation);
  }

  private boolean isContinuedBy(Pointwise next) {
    for (Pointwise before : open) {
      if (before.size() != next.size() || !isAligned(before, next)) {
        return false;
      }
    }
    return true;
  }

  private boolean isAligned(Pointwise before, Pointwise next) {
    int size = next.size();
    return isSameOrApart(next.x(), before.out(), size)
        && isSameOrApart(next.y(), before.out(), size)
        && isSameOrApart(next.z(), before.out(), size)
        && isSameOrApart(next.out(), before.out(), size)
        && isSameOrApart(before.x(), next.out(), size)
        && isSameOrApart(before.y(), next.out(), size)
        && isSameOrApart(before.z(), next.out(), size);
  }

  private boolean isSameOrApart(Place a, Place b, int size) {
    return a.equals(b) || !overlap(a, b, size);
  }

  private boolean overlap(Place a, Place b, int size) {
    return a.buffer() == b.buffer()
        && (a.after() == b.after() || touches == null)
        && Math.abs(a.column() - b.column()) < size;
  }

  private void close() {
    if (!open.isEmpty()) {
      Set<Place> passing = touches == null ? Set.of() : touches.passing(open);
      made.add(new Chain(List.copyOf(open), passing));
      open.clear();
    }
  }
}
