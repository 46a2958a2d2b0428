package dev.carousel.internal.engine.fused.plan;

import dev.carousel.engine.ParameterSpec;
import dev.carousel.internal.graph.Node;
import dev.carousel.internal.graph.Op;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One thing that a shard does to some rows. */
public sealed interface Instruction {

  /**
   * Fills a vector with a bias, or with zeros, where the product that comes first cannot do it
   * itself.
   */
  public record Preset(Place out, int size, @Nullable ParameterSpec bias) implements Instruction {}

  /**
   * The product of a vector with a packed matrix.
   *
   * @param starts whether it starts its sums, from the pack's biases; else it adds to them
   */
  public record Product(int pack, Place operand, Place out, boolean starts)
      implements Instruction {}

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
  }

  /** Copies a vector. */
  public record Copy(Place x, int size, Place out) implements Instruction {}

  /** Adds up the elements of each group of {@code size} neighbours. */
  public record Sum(Place x, int groups, int size, Place out) implements Instruction {}

  /** Repeats each of some elements, {@code size} times. */
  public record Repeat(Place x, int elements, int size, Place out) implements Instruction {}

  /** A product within blocks, each with a matrix of {@code m} rows and {@code n} columns. */
  public record BlockProduct(Op op, int blocks, int m, int n, Place x, Place y, Place out)
      implements Instruction {}

  /** A function of the elements of each group of {@code size} neighbours. */
  public record OfGroups(Op op, Node.Groups groups, int size, Place x, Place y, Place out)
      implements Instruction {}

  /** Shows the gradient of a state to whoever watches. */
  public record Tap(Node.Shown shown, int size, Place gradient) implements Instruction {}
}
