package dev.carousel.internal.kernel;

import dev.carousel.internal.graph.Op;

/**
 * What each element-wise operation is on one float: the same steps as the vector kernels take in
 * every lane, so that both give the same bits.
 *
 * <p>The polynomials are minimax fits, made for these ranges. Logarithm, sine and cosine go through
 * {@link StrictMath} in double, one element at a time.
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

  /** {@code tanh(x) = x + x z (T0 + T1 z + ..)}, z = x^2, below this; relative error 4.1e-9. */
  public static final float TANH_SMALL = 0.625f;

  public static final float T0 = -0.3333328366279602f;
  public static final float T1 = 0.13331490755081177f;
  public static final float T2 = -0.05374349653720856f;
  public static final float T3 = 0.02065058797597885f;
  public static final float T4 = -0.0057170456275343895f;

  private FloatMath() {}

  /** One operation on one element. */
  public static float apply(Op op, float scale, float shift, float x, float y, float z) {
    return switch (op) {
      case IDENTITY -> x;
      case LINEAR -> Math.fma(scale, x, shift);
      case EXP -> exp(x);
      case LOG -> (float) StrictMath.log(x);
      case SQRT -> (float) Math.sqrt(x);
      case ABS -> Math.abs(x);
      case SIGN -> Math.signum(x);
      case SIN -> (float) StrictMath.sin(x);
      case COS -> (float) StrictMath.cos(x);
      case TANH -> tanh(x);
      case SIGMOID -> sigmoid(x);
      case RELU -> Math.max(x, 0f);
      case SOFTPLUS -> Math.max(x, 0f) + (float) StrictMath.log1p(exp(-Math.abs(x)));
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

  /** {@code e^x}: 2^n e^r with n an integer and |r| at most ln(2)/2. */
  public static float exp(float value) {
    float x = Math.max(Math.min(value, EXP_HIGH), EXP_LOW);
    float shifted = Math.fma(x, LOG2_E, ROUNDER);
    float n = shifted - ROUNDER;
    float r = Math.fma(n, -LN2_LOW, Math.fma(n, -LN2_HIGH, x));
    float q = Math.fma(Math.fma(Math.fma(Math.fma(E4, r, E3), r, E2), r, E1), r, E0);
    float p = Math.fma(q, r * r, r) + 1f;
    // 2^n in two factors: neither leaves the normal range, and the result may be subnormal.
    int exponent = Float.floatToRawIntBits(shifted) - ROUNDER_BITS;
    int half = exponent >> 1;
    return p * powerOfTwo(half) * powerOfTwo(exponent - half);
  }

  private static float powerOfTwo(int exponent) {
    return Float.intBitsToFloat((exponent + 127) << 23);
  }

  /** {@code 1 / (1 + e^-x)}. */
  public static float sigmoid(float x) {
    return 1f / (1f + exp(-x));
  }

  /** An odd polynomial near 0, {@code 1 - 2 / (e^2|x| + 1)} elsewhere. */
  public static float tanh(float x) {
    float magnitude = Math.abs(x);
    if (magnitude < TANH_SMALL) {
      float z = x * x;
      float p = Math.fma(Math.fma(Math.fma(Math.fma(T4, z, T3), z, T2), z, T1), z, T0);
      return Math.fma(x * z, p, x);
    }
    float t = 1f - 2f / (exp(magnitude + magnitude) + 1f);
    return Math.copySign(t, x);
  }
}
