package dev.carousel.benchmarks.kernels;

import dev.carousel.error.CarouselException;
import dev.carousel.internal.kernel.Kernels;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * The most that a core can multiply and add: independent chains of fused multiply-adds in
 * registers, without memory.
 *
 * <p>Two units of a latency of 4 or 5 cycles need 8 to 10 chains to be busy. 10 chains and their
 * two constants fit into the 16 registers of AVX2.
 */
public final class FmaChains {
  /**
   * That of the kernels, and no other: a second species in one JVM makes the methods that both
   * share polymorphic, and every vector lands on the heap.
   */
  private static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_PREFERRED;

  private static final int CHAINS = 10;

  private FmaChains() {}

  /**
   * Refuses kernels whose vectors are of another width, as the peak would not be theirs.
   *
   * @throws CarouselException if they are
   */
  public static void requireWidthOf(Kernels kernels) {
    String expected = "vector-" + SPECIES.vectorBitSize();
    if (!kernels.name().equals(expected)) {
      throw CarouselException.failure("The measured peak would not be the peak of the kernels.")
          .expected(expected + " kernels")
          .found(kernels.name())
          .mend("start java with --add-modules jdk.incubator.vector")
          .build();
    }
  }

  /** Operations of one {@link #run}; a multiply-add counts as two. */
  public static double operations(int rounds) {
    return 2.0 * CHAINS * SPECIES.length() * rounds;
  }

  /**
   * Every chain is multiplied and added to so many times: {@code c = c * a + b} tends to {@code b /
   * (1 - a)} = 1, so that no number grows, vanishes or becomes subnormal.
   *
   * <p>Two rounds are written out so that the method is too large for the JIT to inline. Inlined
   * into a loop that times it, it ran at half its speed.
   *
   * @param rounds an even number
   * @return something that depends on all chains
   */
  public static float run(int rounds) {
    FloatVector a = FloatVector.broadcast(SPECIES, 0.75f);
    FloatVector b = FloatVector.broadcast(SPECIES, 0.25f);
    FloatVector c0 = FloatVector.broadcast(SPECIES, 0f);
    FloatVector c1 = FloatVector.broadcast(SPECIES, 1f);
    FloatVector c2 = FloatVector.broadcast(SPECIES, 2f);
    FloatVector c3 = FloatVector.broadcast(SPECIES, 3f);
    FloatVector c4 = FloatVector.broadcast(SPECIES, 4f);
    FloatVector c5 = FloatVector.broadcast(SPECIES, 5f);
    FloatVector c6 = FloatVector.broadcast(SPECIES, 6f);
    FloatVector c7 = FloatVector.broadcast(SPECIES, 7f);
    FloatVector c8 = FloatVector.broadcast(SPECIES, 8f);
    FloatVector c9 = FloatVector.broadcast(SPECIES, 9f);
    for (int i = 0; i < rounds; i += 2) {
      c0 = c0.fma(a, b);
      c1 = c1.fma(a, b);
      c2 = c2.fma(a, b);
      c3 = c3.fma(a, b);
      c4 = c4.fma(a, b);
      c5 = c5.fma(a, b);
      c6 = c6.fma(a, b);
      c7 = c7.fma(a, b);
      c8 = c8.fma(a, b);
      c9 = c9.fma(a, b);
      c0 = c0.fma(a, b);
      c1 = c1.fma(a, b);
      c2 = c2.fma(a, b);
      c3 = c3.fma(a, b);
      c4 = c4.fma(a, b);
      c5 = c5.fma(a, b);
      c6 = c6.fma(a, b);
      c7 = c7.fma(a, b);
      c8 = c8.fma(a, b);
      c9 = c9.fma(a, b);
    }
    FloatVector low = c0.add(c1).add(c2).add(c3).add(c4);
    FloatVector high = c5.add(c6).add(c7).add(c8).add(c9);
    return low.add(high).lane(0);
  }
}
