package dev.carousel.internal.kernel;

/**
 * One loop for each common element-wise operation, over n elements. Without a choice of operation
 * inside, the JIT unrolls the arithmetic ones. It vectorises them if operands and result have the
 * same offset; with different offsets, it cannot know that they do not overlap. The steps are those
 * of {@link FloatMath#apply}.
 */
final class ScalarLoops {
  private ScalarLoops() {}

  static void linear(float scale, float shift, int n, float[] x, int xAt, float[] out, int at) {
    for (int i = 0; i < n; i++) {
      out[at + i] = Math.fma(scale, x[xAt + i], shift);
    }
  }

  static void abs(int n, float[] x, int xAt, float[] out, int at) {
    for (int i = 0; i < n; i++) {
      out[at + i] = Math.abs(x[xAt + i]);
    }
  }

  static void sqrt(int n, float[] x, int xAt, float[] out, int at) {
    for (int i = 0; i < n; i++) {
      out[at + i] = (float) Math.sqrt(x[xAt + i]);
    }
  }

  static void relu(int n, float[] x, int xAt, float[] out, int at) {
    for (int i = 0; i < n; i++) {
      out[at + i] = Math.max(x[xAt + i], 0f);
    }
  }

  static void reciprocal(int n, float[] x, int xAt, float[] out, int at) {
    for (int i = 0; i < n; i++) {
      out[at + i] = 1f / x[xAt + i];
    }
  }

  static void square(int n, float[] x, int xAt, float[] out, int at) {
    for (int i = 0; i < n; i++) {
      out[at + i] = x[xAt + i] * x[xAt + i];
    }
  }

  static void exp(int n, float[] x, int xAt, float[] out, int at) {
    for (int i = 0; i < n; i++) {
      out[at + i] = FloatMath.exp(x[xAt + i]);
    }
  }

  static void tanh(int n, float[] x, int xAt, float[] out, int at) {
    for (int i = 0; i < n; i++) {
      out[at + i] = FloatMath.tanh(x[xAt + i]);
    }
  }

  static void sigmoid(int n, float[] x, int xAt, float[] out, int at) {
    for (int i = 0; i < n; i++) {
      out[at + i] = FloatMath.sigmoid(x[xAt + i]);
    }
  }

  static void add(int n, float[] x, int xAt, float[] y, int yAt, float[] out, int at) {
    for (int i = 0; i < n; i++) {
      out[at + i] = x[xAt + i] + y[yAt + i];
    }
  }

  static void subtract(int n, float[] x, int xAt, float[] y, int yAt, float[] out, int at) {
    for (int i = 0; i < n; i++) {
      out[at + i] = x[xAt + i] - y[yAt + i];
    }
  }

  static void multiply(int n, float[] x, int xAt, float[] y, int yAt, float[] out, int at) {
    for (int i = 0; i < n; i++) {
      out[at + i] = x[xAt + i] * y[yAt + i];
    }
  }

  static void divide(int n, float[] x, int xAt, float[] y, int yAt, float[] out, int at) {
    for (int i = 0; i < n; i++) {
      out[at + i] = x[xAt + i] / y[yAt + i];
    }
  }

  static void min(int n, float[] x, int xAt, float[] y, int yAt, float[] out, int at) {
    for (int i = 0; i < n; i++) {
      out[at + i] = Math.min(x[xAt + i], y[yAt + i]);
    }
  }

  static void max(int n, float[] x, int xAt, float[] y, int yAt, float[] out, int at) {
    for (int i = 0; i < n; i++) {
      out[at + i] = Math.max(x[xAt + i], y[yAt + i]);
    }
  }

  static void tanhGradient(int n, float[] x, int xAt, float[] y, int yAt, float[] out, int at) {
    for (int i = 0; i < n; i++) {
      out[at + i] = x[xAt + i] * Math.fma(-y[yAt + i], y[yAt + i], 1f);
    }
  }

  static void sigmoidGradient(int n, float[] x, int xAt, float[] y, int yAt, float[] out, int at) {
    for (int i = 0; i < n; i++) {
      out[at + i] = x[xAt + i] * y[yAt + i] * (1f - y[yAt + i]);
    }
  }

  static void reluGradient(int n, float[] x, int xAt, float[] y, int yAt, float[] out, int at) {
    for (int i = 0; i < n; i++) {
      out[at + i] = y[yAt + i] > 0f ? x[xAt + i] : 0f;
    }
  }
}
