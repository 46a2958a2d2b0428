package dev.carousel.random;

import org.apache.commons.math3.random.RandomGenerator;
import org.apache.commons.math3.random.Well19937c;

/**
 * Derives independent random streams from one seed.
 *
 * <p>A stream is a pure function of the seed, a purpose and any number of indices, as in {@code
 * stream(seed, "dropout", layer, update)}. So adding, removing or reordering a consumer changes no
 * other consumer's numbers, work can be split over threads, and a resumed run needs no saved
 * generator state.
 *
 * <p>The generator is WELL19937c (Panneton, L'Ecuyer and Matsumoto 2006). Its 624 words of state
 * are filled by SplitMix64 (Steele, Lea and Flood 2014) from a 64-bit hash of the arguments, so
 * that neighbouring seeds and indices give unrelated states.
 */
public final class RandomStreams {
  private static final int WORDS = 624;
  private static final long GOLDEN_GAMMA = 0x9E3779B97F4A7C15L;

  private RandomStreams() {}

  /**
   * A new generator at the start of its stream: the same arguments, the same numbers.
   *
   * @param seed the seed of the run
   * @param purpose what the numbers are for; streams of different purposes are independent
   * @param indices which of the purpose's streams: epoch, layer, row; their order and number count
   * @return a generator that belongs to the caller; not thread-safe
   */
  public static RandomGenerator stream(long seed, String purpose, long... indices) {
    return new Well19937c(words(hash(seed, purpose, indices)));
  }

  /**
   * Puts a generator at the start of another stream. The numbers are those of a {@linkplain #stream
   * new generator}, which takes many times as long to make: its tables are larger than its state.
   *
   * @param generator one that {@link #stream} made
   */
  public static void restart(
      RandomGenerator generator, long seed, String purpose, long... indices) {
    generator.setSeed(words(hash(seed, purpose, indices)));
  }

  private static long hash(long seed, String purpose, long... indices) {
    long hash = mix(seed + GOLDEN_GAMMA);
    for (int i = 0; i < purpose.length(); i++) {
      hash = absorb(hash, purpose.charAt(i));
    }
    hash = absorb(hash, ~(long) purpose.length()); // ends the purpose: no index can imitate it
    for (long index : indices) {
      hash = absorb(hash, index);
    }
    return absorb(hash, indices.length);
  }

  private static int[] words(long hash) {
    int[] words = new int[WORDS];
    long state = hash;
    for (int i = 0; i < WORDS; i += 2) {
      state += GOLDEN_GAMMA;
      long bits = mix(state);
      words[i] = (int) bits;
      words[i + 1] = (int) (bits >>> 32);
    }
    return words;
  }

  private static long absorb(long hash, long value) {
    return mix(hash * 31 + GOLDEN_GAMMA + mix(value + GOLDEN_GAMMA));
  }

  /** The finaliser of SplitMix64: a bijection in which each input bit flips half of the output. */
  private static long mix(long value) {
    long z = (value ^ (value >>> 30)) * 0xBF58476D1CE4E5B9L;
    z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
    return z ^ (z >>> 31);
  }
}
