package dev.carousel.internal.engine.fused.plan;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.carousel.internal.engine.fused.plan.BufferSpec.Kind;
import dev.carousel.internal.engine.fused.plan.Instruction.Copy;
import dev.carousel.internal.engine.fused.plan.Instruction.Pointwise;
import dev.carousel.internal.graph.Op;
import java.util.List;
import org.junit.jupiter.api.Test;

/** When a product and what reads it may be one pass, and above all when they may not. */
class FusionTest {
  private static final int N = 4;
  private static final List<BufferSpec> BUFFERS =
      List.of(
          new BufferSpec(Kind.SEQUENCE, 4 * N),
          new BufferSpec(Kind.BLOCK, 4 * N),
          new BufferSpec(Kind.STEP, 4 * N));

  /** Gates and states, which are kept. */
  private static Place kept(int vector) {
    return new Place(0, vector * N, false);
  }

  /** Gradients of gates, kept for a block. */
  private static Place gradient(int vector) {
    return new Place(1, vector * N, false);
  }

  /** What lives for a step. */
  private static Place passing(int vector) {
    return new Place(2, vector * N, false);
  }

  private static Instruction product(Place x, Place y, Place out) {
    return new Pointwise(Op.MULTIPLY, 0, 0, N, x, y, x, out);
  }

  private static Instruction through(Op op, int vectors, Place gradient, Place values) {
    return new Pointwise(op, 0, 0, vectors * N, gradient, values, gradient, gradient);
  }

  private static Instruction sum(Place x, Place y, Place out) {
    return new Pointwise(Op.ADD, 0, 0, N, x, y, x, out);
  }

  private static Instruction fused(Op op, Place x, Place y, Place z, Place out) {
    return new Pointwise(op, 0, 0, N, x, y, z, out);
  }

  private static void assertFused(List<Instruction> expected, Instruction... made) {
    assertEquals(expected, Fusion.of(List.of(made), BUFFERS));
  }

  private static void assertKept(Instruction... made) {
    assertFused(List.of(made), made);
  }

  @Test
  void gradientOfProductIsOnePass() {
    assertFused(
        List.of(
            fused(Op.PRODUCT_TANH_GRADIENT, passing(0), kept(1), kept(0), gradient(0)),
            fused(Op.PRODUCT_SIGMOID_GRADIENT, passing(1), kept(3), kept(2), gradient(1))),
        product(passing(0), kept(1), gradient(0)),
        through(Op.TANH_GRADIENT, 1, gradient(0), kept(0)),
        product(passing(1), kept(3), gradient(1)),
        through(Op.SIGMOID_GRADIENT, 1, gradient(1), kept(2)));
  }

  @Test
  void gradientOfSeveralProductsGoesToEach() {
    assertFused(
        List.of(
            fused(Op.PRODUCT_SIGMOID_GRADIENT, passing(0), kept(3), kept(1), gradient(1)),
            fused(Op.PRODUCT_SIGMOID_GRADIENT, passing(1), kept(3), kept(0), gradient(0))),
        product(passing(0), kept(3), gradient(1)),
        product(passing(1), kept(3), gradient(0)),
        through(Op.SIGMOID_GRADIENT, 2, gradient(0), kept(0)));
  }

  @Test
  void gradientOfMoreThanProductsStays() {
    assertKept(
        product(passing(0), kept(1), gradient(0)),
        sum(passing(0), kept(1), gradient(1)),
        through(Op.SIGMOID_GRADIENT, 2, gradient(0), kept(0)));
  }

  @Test
  void gradientBesideItsProductStays() {
    Instruction elsewhere =
        new Pointwise(Op.TANH_GRADIENT, 0, 0, N, passing(0), kept(1), passing(0), gradient(0));
    assertKept(product(passing(1), kept(1), passing(0)), elsewhere);
  }

  @Test
  void productThatIsReadBeforeItsGradientStays() {
    assertKept(
        product(passing(0), kept(1), gradient(0)),
        new Copy(gradient(0), N, passing(2)),
        through(Op.TANH_GRADIENT, 1, gradient(0), kept(0)));
  }

  @Test
  void termThatIsProductIsMultipliedAndAdded() {
    assertFused(
        List.of(fused(Op.MULTIPLY_ADD, kept(0), kept(1), passing(1), kept(2))),
        product(kept(0), kept(1), passing(0)),
        sum(passing(0), passing(1), kept(2)));
    assertFused(
        List.of(fused(Op.MULTIPLY_ADD, kept(0), kept(1), passing(1), kept(2))),
        product(kept(0), kept(1), passing(0)),
        sum(passing(1), passing(0), kept(2)));
  }

  @Test
  void ofTwoProductsOneIsLeft() {
    assertFused(
        List.of(
            product(kept(0), kept(1), passing(0)),
            fused(Op.MULTIPLY_ADD, kept(2), kept(3), passing(0), kept(0))),
        product(kept(0), kept(1), passing(0)),
        product(kept(2), kept(3), passing(1)),
        sum(passing(0), passing(1), kept(0)));
  }

  @Test
  void termThatIsKeptOrReadAgainStays() {
    assertKept(product(kept(0), kept(1), kept(2)), sum(kept(2), passing(1), passing(2)));
    assertKept(
        product(kept(0), kept(1), passing(0)),
        sum(passing(0), passing(1), kept(2)),
        new Copy(passing(0), N, kept(3)));
  }

  @Test
  void termWhoseFactorIsOverwrittenStays() {
    assertKept(
        product(passing(2), kept(1), passing(0)),
        new Copy(kept(3), N, passing(2)),
        sum(passing(0), passing(1), kept(2)));
    assertKept(product(passing(0), kept(1), passing(0)), sum(passing(0), passing(1), kept(2)));
  }

  @Test
  void twiceTheSameTermStays() {
    assertKept(product(kept(0), kept(1), passing(0)), sum(passing(0), passing(0), kept(2)));
  }
}
