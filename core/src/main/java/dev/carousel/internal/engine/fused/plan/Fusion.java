package dev.carousel.internal.engine.fused.plan;

import dev.carousel.internal.engine.fused.plan.Instruction.Pointwise;
import dev.carousel.internal.graph.Op;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Makes one pass over the elements of two: a product and what alone reads it. So an LSTM's {@code f
 * * c + i * g} takes two passes, not three, and the gradient of a gate one, not two. Each element
 * is rounded as before.
 */
final class Fusion {
  private final List<@Nullable Instruction> instructions;
  private final List<BufferSpec> buffers;

  private Fusion(List<Instruction> instructions, List<BufferSpec> buffers) {
    this.instructions = new ArrayList<>(instructions);
    this.buffers = buffers;
  }

  /**
   * @param instructions of one phase, in order
   */
  static List<Instruction> of(List<Instruction> instructions, List<BufferSpec> buffers) {
    return new Fusion(instructions, buffers).run();
  }

  private List<Instruction> run() {
    for (int i = 0; i < instructions.size(); i++) {
      if (instructions.get(i) instanceof Pointwise reader) {
        switch (reader.op()) {
          case TANH_GRADIENT -> takeProducts(i, reader, Op.PRODUCT_TANH_GRADIENT);
          case SIGMOID_GRADIENT -> takeProducts(i, reader, Op.PRODUCT_SIGMOID_GRADIENT);
          case ADD -> takeTerm(i, reader);
          default -> {
            // Reads no product that is worth it.
          }
        }
      }
    }
    return instructions.stream().filter(Objects::nonNull).map(Fusion::present).toList();
  }

  private static Instruction present(@Nullable Instruction instruction) {
    return Objects.requireNonNull(instruction);
  }

  /** A gradient in the place of the products that it goes on from: each of them does both. */
  private void takeProducts(int at, Pointwise reader, Op fused) {
    List<Integer> found = new ArrayList<>();
    int size = 0;
    for (int i = 0; i < at && reader.x().equals(reader.out()); i++) {
      if (instructions.get(i) instanceof Pointwise product && isPartOf(product, reader)) {
        found.add(i);
        size += product.size();
      }
    }
    if (size == reader.size() && found.stream().allMatch(i -> isFreeToGo(i, at, found))) {
      for (int i : found) {
        instructions.set(i, through((Pointwise) present(instructions.get(i)), reader, fused));
      }
      instructions.set(at, null);
    }
  }

  private static boolean isPartOf(Pointwise product, Pointwise reader) {
    int from = product.out().column() - reader.out().column();
    return product.op() == Op.MULTIPLY
        && from >= 0
        && from + product.size() <= reader.size()
        && product.out().equals(reader.out().shifted(from));
  }

  private static Pointwise through(Pointwise product, Pointwise reader, Op fused) {
    Place values = reader.y().shifted(product.out().column() - reader.out().column());
    return new Pointwise(
        fused, 0, 0, product.size(), product.x(), product.y(), values, product.out());
  }

  /** Whether nothing between a product and its reader touches the product. */
  private boolean isFreeToGo(int from, int to, List<Integer> others) {
    Pointwise product = (Pointwise) present(instructions.get(from));
    for (int i = from + 1; i < to; i++) {
      if (!others.contains(i) && touches(i, product.out(), product.size())) {
        return false;
      }
    }
    return true;
  }

  /** A sum whose one term is a product that nobody else reads: it multiplies and adds. */
  private void takeTerm(int at, Pointwise sum) {
    for (int i = at - 1; i >= 0; i--) {
      if (instructions.get(i) instanceof Pointwise product && isTermOf(product, sum)) {
        if (isReadOnce(i, at, product)) {
          Place other = product.out().equals(sum.x()) ? sum.y() : sum.x();
          instructions.set(at, added(product, other, sum));
          instructions.set(i, null);
        }
        return;
      }
    }
  }

  private static boolean isTermOf(Pointwise product, Pointwise sum) {
    boolean isTerm = product.out().equals(sum.x()) || product.out().equals(sum.y());
    return product.op() == Op.MULTIPLY
        && product.size() == sum.size()
        && isTerm
        && !sum.x().equals(sum.y());
  }

  private static Pointwise added(Pointwise product, Place other, Pointwise sum) {
    return new Pointwise(
        Op.MULTIPLY_ADD, 0, 0, sum.size(), product.x(), product.y(), other, sum.out());
  }

  /**
   * Whether a product is only the term of one sum, of this step alone, and its factors are still
   * there when the sum is made.
   */
  private boolean isReadOnce(int at, int reader, Pointwise product) {
    if (buffers.get(product.out().buffer()).kind() != BufferSpec.Kind.STEP) {
      return false;
    }
    for (int i = 0; i < instructions.size(); i++) {
      boolean isOther = i != at && i != reader;
      if (isOther && touches(i, product.out(), product.size())) {
        return false;
      }
      boolean isBetween = at < i && i < reader;
      if (isBetween
          && (writes(i, product.x(), product.size()) || writes(i, product.y(), product.size()))) {
        return false;
      }
    }
    return !overlaps(product.out(), product.size(), product.x(), product.size());
  }

  private boolean touches(int i, Place place, int size) {
    return meets(i, place, size, true);
  }

  private boolean writes(int i, Place place, int size) {
    return meets(i, place, size, false);
  }

  private boolean meets(int i, Place place, int size, boolean countsReads) {
    Instruction instruction = instructions.get(i);
    boolean[] found = new boolean[1];
    if (instruction != null) {
      instruction.touch(
          new Instruction.Touch() {
            @Override
            public void reads(Place read, int length) {
              found[0] |= countsReads && overlaps(place, size, read, length);
            }

            @Override
            public void writes(Place written, int length) {
              found[0] |= overlaps(place, size, written, length);
            }
          });
    }
    return found[0];
  }

  private static boolean overlaps(Place a, int size, Place b, int length) {
    return a.buffer() == b.buffer()
        && a.after() == b.after()
        && a.column() < b.column() + length
        && b.column() < a.column() + size;
  }
}
