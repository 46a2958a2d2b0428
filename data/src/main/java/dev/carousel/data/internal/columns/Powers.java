package dev.carousel.data.internal.columns;

import java.math.BigInteger;

/**
 * Rounds m 10^q to the nearest double without arbitrary precision, for m below 2^63.
 *
 * <p>The product of m and the first 128 bits of 5^q tells the correctly rounded result, unless it
 * is too near to the middle between two doubles; then the caller has to take a slower way. (Lemire,
 * 2021: Number parsing at a gigabyte per second) With truncated powers, the true product exceeds
 * the computed one by less than 2 units of its last of 128 bits. So the decision is only made where
 * it is the same for all values in that interval.
 */
final class Powers {
  /** The powers of ten that are doubles: 10^22 is the greatest. (Clinger, 1990) */
  private static final double[] EXACT = new double[23];

  /** Of exponents up to this, no product with m is subnormal or infinite. */
  private static final int MOST = 280;

  private static final long[] UPPER = new long[2 * MOST + 1];
  private static final long[] LOWER = new long[2 * MOST + 1];

  /** 5^q is (UPPER, LOWER) 2^SCALE, but for what was cut off. */
  private static final int[] SCALE = new int[2 * MOST + 1];

  private static final long FIRST_INEXACT = 1L << 53;
  private static final int MANTISSA = 52;
  private static final int BIAS = 1023;

  static {
    double power = 1;
    for (int i = 0; i < EXACT.length; i++, power *= 10) {
      EXACT[i] = power;
    }
    for (int q = -MOST; q <= MOST; q++) {
      store(q);
    }
  }

  private Powers() {}

  private static void store(int q) {
    BigInteger power = BigInteger.valueOf(5).pow(Math.abs(q));
    int shift = q < 0 ? 127 + power.bitLength() : 128 - power.bitLength();
    BigInteger bits =
        q < 0 ? BigInteger.ONE.shiftLeft(shift).divide(power) : power.shiftLeft(shift);
    UPPER[q + MOST] = bits.shiftRight(Long.SIZE).longValue();
    LOWER[q + MOST] = bits.longValue();
    SCALE[q + MOST] = -shift;
  }

  /**
   * m 10^q, rounded to the nearest double, to an even one if two are.
   *
   * @param m at least 0
   * @return NaN if this way cannot decide it
   */
  static double scaled(long m, int q) {
    if (m < FIRST_INEXACT && q >= -22 && q <= 22) {
      return q < 0 ? m / EXACT[-q] : m * EXACT[q];
    }
    if (m == 0) {
      return 0;
    }
    return q < -MOST || q > MOST ? Double.NaN : product(m, q);
  }

  private static double product(long m, int q) {
    int zeros = Long.numberOfLeadingZeros(m);
    long factor = m << zeros;
    long upper = UPPER[q + MOST];
    long high = unsignedHigh(factor, upper);
    long middle = factor * upper;
    long low = middle + unsignedHigh(factor, LOWER[q + MOST]);
    if (Long.compareUnsigned(low, middle) < 0) {
      high++;
    }
    // (high, low) are the first 128 bits of the product; its first bit is bit 127 or 126
    int below = high < 0 ? Long.SIZE - MANTISSA - 1 : Long.SIZE - MANTISSA - 2;
    long rest = high & ((1L << below) - 1);
    long half = 1L << (below - 1);
    boolean isBelow = rest < half - 1 || (rest == half - 1 && Long.compareUnsigned(low, -2) <= 0);
    boolean isAbove =
        (rest > half || (rest == half && low != 0))
            && (rest != 2 * half - 1 || Long.compareUnsigned(low, -2) <= 0);
    if (!isBelow && !isAbove) {
      return Double.NaN;
    }
    long mantissa = (high >>> below) + (isAbove ? 1 : 0);
    int exponent = below + 2 * Long.SIZE - zeros + SCALE[q + MOST] + q + MANTISSA + BIAS;
    // a mantissa that was rounded up to 2^53 carries into the exponent
    return Double.longBitsToDouble(((long) exponent << MANTISSA) + mantissa - (1L << MANTISSA));
  }

  private static long unsignedHigh(long a, long b) {
    return Math.multiplyHigh(a, b) + ((a >> 63) & b) + ((b >> 63) & a);
  }
}
