package dev.carousel.benchmarks.forecast;

import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32;

/**
 * A network that is measured, then trained.
 *
 * @param problem what it is to learn
 * @param cell with its options, as {@code --cell} takes it
 * @param length of the problem, in its own measure
 * @param seed of the weights and the data
 */
record Trial(Problem problem, String cell, int length, long seed) {
  /** Which half of the cases a case belongs to. */
  enum Half {
    /** Chooses the rule. */
    CHOOSES,
    /** Judges it. */
    JUDGES
  }

  /** The case, which trials with other seeds share. */
  String ofCase() {
    return problem.id() + " " + length + " " + cell;
  }

  /**
   * The half of the case, by a checksum of its name: fixed before anything is measured, and the
   * same for every seed.
   */
  Half half() {
    return (checksum(ofCase()) & 1) == 0 ? Half.CHOOSES : Half.JUDGES;
  }

  /** Trials in this order make a fair sample, wherever one stops. */
  long order() {
    return checksum("order " + ofCase());
  }

  private static long checksum(String text) {
    CRC32 checksum = new CRC32();
    checksum.update(text.getBytes(StandardCharsets.UTF_8));
    // The bits of a CRC are linear in those of the text; mixed, neighbours do not alternate.
    long mixed = checksum.getValue() * 0x9E3779B97F4A7C15L;
    return mixed >>> 32;
  }
}
