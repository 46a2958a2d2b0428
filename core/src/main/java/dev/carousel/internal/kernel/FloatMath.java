package dev.carousel.internal.kernel;

import dev.carousel.internal.graph.Op;

/**
 * What each element-wise operation is on one float: the same steps as the vector kernels take in
 * every lane, so that both give the same bits.
 *
 * <p>The bounds at the functions come from exhaustive sweeps against double, in units in the last
 * place (ulp) of the float nearest the true value, if that is a normal number. Below that, results
 * are within one step of the subnormal numbers. NaN gives NaN. Exponentials, sums and products take
 * as long on subnormal arguments; quotients, roots, sine and cosine up to about twice as long, as
 * the processor's own divisions do. The polynomials are minimax fits (Remez), made for the ranges
 * stated here, each coefficient rounded to float before the next was fitted.
 */
public final class FloatMath {
  /** Beyond these, exp is infinite or 0. */
  public static final float EXP_HIGH = 89f;

  public static final float EXP_LOW = -104f;
  public static final float LOG2_E = 1.4426950408889634f;

  /** ln 2 in two parts; the first has few bits, so that its product with an exponent is exact. */
  public static final float LN2_HIGH = 0.693359375f;

  public static final float LN2_LOW = -2.1219444170128554e-4f;

  /** Added and taken away again, rounds to the nearest integer: 1.5 * 2^23. */
  public static final float ROUNDER = 12582912f;

  public static final int ROUNDER_BITS = 0x4B400000;

  /** {@code exp(r) = 1 + r + r^2 (E0 + E1 r + ..)} for |r| up to ln(2)/2; relative error 3.1e-9. */
  public static final float E0 = 0.4999999403953552f;

  public static final float E1 = 0.1666651964187622f;
  public static final float E2 = 0.04166839271783829f;
  public static final float E3 = 0.008368780836462975f;
  public static final float E4 = 0.0013814467238262296f;

  /**
   * Sigmoid is {@code UNIT / (UNIT + UNIT e^-x)}: with a unit so small one power of two covers all
   * of e^-x from where it no longer counts beside 1 to where the result is 0.
   */
  public static final float SIGMOID_UNIT = 0x1p-64f;

  /** What turns the bits of x log2(e) + {@link #ROUNDER} into the exponent field of UNIT e^-x. */
  public static final int SIGMOID_BIAS = 127 - 64 - ROUNDER_BITS;

  /** From here on sigmoid is 1. */
  public static final float SIGMOID_HIGH = 40f;

  /** From here on sigmoid is 0: less than half of the smallest float. */
  public static final float SIGMOID_LOW = -105f;

  /**
   * {@code tanh(x) = x + x z (T0 + T1 z + ..)}, z = x^2, below this; relative error 3.8e-8. Above
   * it, tanh is more than 1/2, so that the difference of which it is made loses nothing.
   */
  public static final float TANH_SMALL = 0.55f;

  public static final float T0 = -0.333329439163208f;
  public static final float T1 = 0.13320660591125488f;
  public static final float T2 = -0.05266760662198067f;
  public static final float T3 = 0.01642950437963009f;

  /** From here on tanh is 1. */
  public static final float TANH_HIGH = 10f;

  public static final float TWO_LOG2_E = 2.8853900817779268f;
  public static final float LN2 = 0.6931471805599453f;

  /** What turns the bits of x log2(e) + {@link #ROUNDER} into the exponent field of e^x. */
  public static final int EXPONENT_BIAS = 127 - ROUNDER_BITS;

  /** From here on e^-x is 0: less than half of the smallest float. */
  public static final float SOFTPLUS_HIGH = 104f;

  /** Softplus has e^-|x| in this unit, so that one power of two covers all of it. */
  public static final float SOFTPLUS_UNIT = 0x1p-24f;

  public static final int SOFTPLUS_BIAS = 127 + 24 - ROUNDER_BITS;

  /** Above sqrt(2) - 1, 1 + u is halved before its logarithm is taken. */
  public static final float LOG1P_HALVED = 0.41421354f;

  /**
   * {@code log(1 + f) = f - f^2 / 2 + f^3 (L0 + L1 f + ..)} for 1 + f from sqrt(1/2) to sqrt(2);
   * relative error 5.9e-9.
   */
  public static final float L0 = 0.3333333134651184f;

  public static final float L1 = -0.2500082552433014f;
  public static final float L2 = 0.20001265406608582f;
  public static final float L3 = -0.16623222827911377f;
  public static final float L4 = 0.14200696349143982f;
  public static final float L5 = -0.13160422444343567f;
  public static final float L6 = 0.12769842147827148f;
  public static final float L7 = -0.07644747197628021f;

  /** The bits of sqrt(1/2). */
  public static final int SQRT_HALF_BITS = 0x3F3504F3;

  public static final int MANTISSA_BITS = 0x007FFFFF;

  /**
   * Up to here sine and cosine are reduced in float: the multiple of pi/2 is below 2^16, and its
   * product with the first part of pi/2 leaves an exact difference. Beyond, double takes over.
   */
  public static final float TURN_LIMIT = 1e5f;

  public static final float TWO_OVER_PI = 0.6366197723675814f;

  /** pi/2 in three parts, each the float nearest to what the ones before leave over. */
  public static final float HALF_PI_1 = 0x1.921fb6p0f;

  public static final float HALF_PI_2 = -0x1.777a5cp-25f;
  public static final float HALF_PI_3 = -0x1.ee59dap-50f;

  /** {@code sin(r) = r + r z (S0 + ..)}, z = r^2, for |r| up to pi/4; relative error 4.2e-9. */
  public static final float S0 = -0.16666653752326965f;

  public static final float S1 = 0.008332106284797192f;
  public static final float S2 = -0.00019507882825564593f;

  /** {@code cos(r) = 1 - z/2 + z^2 (C0 + ..)}, z = r^2, |r| up to pi/4; relative error 1.3e-10. */
  public static final float C0 = 0.04166664555668831f;

  public static final float C1 = -0.0013887304812669754f;
  public static final float C2 = 2.4431425117654726e-5f;

  private FloatMath() {}

  /** One operation on one element. */
  public static float apply(Op op, float scale, float shift, float x, float y, float z) {
    return switch (op) {
      case IDENTITY, SURROGATE -> x;
      case LINEAR -> Math.fma(scale, x, shift);
      case EXP -> exp(x);
      case LOG -> log(x);
      case SQRT -> (float) Math.sqrt(x);
      case ABS -> Math.abs(x);
      case SIGN -> Math.signum(x);
      case SIN -> sin(x);
      case COS -> cos(x);
      case TANH -> tanh(x);
      case SIGMOID -> sigmoid(x);
      case RELU -> Math.max(x, 0f);
      case SOFTPLUS -> softplus(x);
      case RECIPROCAL -> 1f / x;
      case SQUARE -> x * x;
      case ADD -> x + y;
      case SUBTRACT -> x - y;
      case MULTIPLY -> x * y;
      case DIVIDE -> x / y;
      case MIN -> Math.min(x, y);
      case MAX -> Math.max(x, y);
      case TANH_GRADIENT -> x * Math.fma(-y, y, 1f);
      case SIGMOID_GRADIENT -> x * y * (1f - y);
      case RELU_GRADIENT -> y > 0 ? x : 0;
      case WHERE_AT_MOST -> y <= z ? x : 0;
      case WHERE_ABOVE -> y > z ? x : 0;
      default -> throw new IllegalArgumentException(op + " is not element-wise");
    };
  }

  /** {@code e^x}: 2^n e^r with n an integer and |r| at most ln(2)/2. Within 1.02 ulp. */
  public static float exp(float value) {
    float x = Math.max(Math.min(value, EXP_HIGH), EXP_LOW);
    float shifted = Math.fma(x, LOG2_E, ROUNDER);
    float n = shifted - ROUNDER;
    float r = Math.fma(n, -LN2_LOW, Math.fma(n, -LN2_HIGH, x));
    float p = expm1(r) + 1f;
    // 2^n in two factors: neither leaves the normal range, and the result may be subnormal.
    int exponent = Float.floatToRawIntBits(shifted) - ROUNDER_BITS;
    int half = exponent >> 1;
    return p
        * Float.intBitsToFloat((half + 127) << 23)
        * Float.intBitsToFloat((exponent - half + 127) << 23);
  }

  /** {@code e^r - 1} for |r| up to ln(2)/2. */
  private static float expm1(float r) {
    float q = Math.fma(Math.fma(Math.fma(Math.fma(E4, r, E3), r, E2), r, E1), r, E0);
    return Math.fma(q, r * r, r);
  }

  /** 2^n of what {@code fma(x, log2(e), ROUNDER)} has in its lowest bits, as a float. */
  private static float power(float shifted, int bias) {
    return Float.intBitsToFloat((Float.floatToRawIntBits(shifted) + bias) << 23);
  }

  /**
   * {@code 1 / (1 + e^-x)}, the sum as {@code (2^n (e^r - 1) + 1) + 2^n}. Within 2 ulp. Falls
   * through the subnormal numbers, and is 0 from where half of the smallest one is not reached.
   */
  public static float sigmoid(float value) {
    float x = -Math.max(Math.min(value, SIGMOID_HIGH), SIGMOID_LOW);
    float shifted = Math.fma(x, LOG2_E, ROUNDER);
    float n = shifted - ROUNDER;
    float r = Math.fma(n, -LN2_LOW, Math.fma(n, -LN2_HIGH, x));
    float s = power(shifted, SIGMOID_BIAS);
    return SIGMOID_UNIT / (Math.fma(s, expm1(r), SIGMOID_UNIT) + s);
  }

  /**
   * An odd polynomial near 0, {@code 1 - 2 / (e^2|x| + 1)} elsewhere. Within 1.34 ulp; the tanh of
   * -0 is -0.
   */
  public static float tanh(float value) {
    float x = Math.abs(value);
    float z = x * x;
    float p = Math.fma(Math.fma(Math.fma(T3, z, T2), z, T1), z, T0);
    float small = Math.fma(x * z, p, x);
    return Math.copySign(x >= TANH_SMALL ? largeTanh(x) : small, value);
  }

  /** One part of ln 2 does: e^2x counts the less, the larger n is. */
  private static float largeTanh(float value) {
    float x = Math.min(value, TANH_HIGH);
    float shifted = Math.fma(x, TWO_LOG2_E, ROUNDER);
    float n = shifted - ROUNDER;
    float r = Math.fma(n, -LN2, x + x);
    float s = power(shifted, EXPONENT_BIAS);
    return 1f - 2f / Math.fma(s, expm1(r), s + 1f);
  }

  /**
   * {@code log(1 + e^x)}, as {@code max(x, 0) + log(1 + e^-|x|)}. Within 1.75 ulp. Falls through
   * the subnormal numbers, as exp does.
   */
  public static float softplus(float x) {
    float y = -Math.min(Math.abs(x), SOFTPLUS_HIGH);
    float shifted = Math.fma(y, LOG2_E, ROUNDER);
    float n = shifted - ROUNDER;
    float r = Math.fma(n, -LN2_LOW, Math.fma(n, -LN2_HIGH, y));
    float s = power(shifted, SOFTPLUS_BIAS);
    float u = Math.fma(s, expm1(r), s) * SOFTPLUS_UNIT;
    boolean isHalved = u > LOG1P_HALVED;
    float f = isHalved ? Math.fma(u, 0.5f, -0.5f) : u;
    float z = f * f;
    float log = Math.fma(f * z, logTail(f), -0.5f * z) + f;
    return (isHalved ? log + LN2 : log) + Math.max(x, 0f);
  }

  private static float logTail(float f) {
    float p = Math.fma(Math.fma(Math.fma(L7, f, L6), f, L5), f, L4);
    return Math.fma(Math.fma(Math.fma(Math.fma(p, f, L3), f, L2), f, L1), f, L0);
  }

  /**
   * {@code n ln 2 + log(m)}, m from sqrt(1/2) to sqrt(2). Within 0.86 ulp, of subnormal numbers
   * too; the logarithm of 0 and -0 is negative infinity, that of less is NaN.
   */
  public static float log(float x) {
    if (x >= Float.MIN_NORMAL && x <= Float.MAX_VALUE) {
      return normalLog(x, 0f);
    }
    if (x > 0f && x < Float.MIN_NORMAL) {
      return normalLog(x * 0x1p23f, -23f);
    }
    return x == 0f ? Float.NEGATIVE_INFINITY : x > 0f ? x : Float.NaN;
  }

  private static float normalLog(float x, float exponent) {
    int bits = Float.floatToRawIntBits(x) - SQRT_HALF_BITS;
    float n = exponent + (bits >> 23);
    float f = Float.intBitsToFloat((bits & MANTISSA_BITS) + SQRT_HALF_BITS) - 1f;
    float z = f * f;
    float tail = Math.fma(f * z, logTail(f), n * LN2_LOW);
    return Math.fma(n, LN2_HIGH, Math.fma(z, -0.5f, tail) + f);
  }

  /**
   * Sine: that of the rest beyond the nearest multiple of pi/2, or its cosine, by quadrant. Within
   * 1.57 ulp; the sine of -0 is -0, that of an infinity is NaN.
   */
  public static float sin(float x) {
    if (Math.abs(x) > TURN_LIMIT) {
      return (float) StrictMath.sin(x);
    }
    int sign = Float.floatToRawIntBits(x) & Integer.MIN_VALUE;
    return turned(Math.abs(x), 0, sign);
  }

  /** Cosine: the sine, one quadrant further on. Within 1.57 ulp; NaN at an infinity. */
  public static float cos(float x) {
    if (Math.abs(x) > TURN_LIMIT) {
      return (float) StrictMath.cos(x);
    }
    return turned(Math.abs(x), 1, 0);
  }

  private static float turned(float x, int quadrants, int sign) {
    float shifted = Math.fma(x, TWO_OVER_PI, ROUNDER);
    float n = shifted - ROUNDER;
    float r = Math.fma(n, -HALF_PI_2, Math.fma(n, -HALF_PI_1, x));
    r = Math.fma(n, -HALF_PI_3, r);
    int quadrant = Float.floatToRawIntBits(shifted) + quadrants;
    float z = r * r;
    float sine = Math.fma(r * z, Math.fma(Math.fma(S2, z, S1), z, S0), r);
    float cosine = Math.fma(z * z, Math.fma(Math.fma(C2, z, C1), z, C0), Math.fma(z, -0.5f, 1f));
    int bits = Float.floatToRawIntBits((quadrant & 1) == 0 ? sine : cosine);
    return Float.intBitsToFloat(bits ^ sign ^ (quadrant & 2) << 30);
  }
}
