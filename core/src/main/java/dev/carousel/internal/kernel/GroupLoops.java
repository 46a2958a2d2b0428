package dev.carousel.internal.kernel;

import dev.carousel.internal.graph.Op;

/**
 * Functions of the elements of a group together, over rows of groups of {@code n} neighbours. The
 * sums run from the first element to the last, so that the result is the same on every machine.
 */
public final class GroupLoops {
  private GroupLoops() {}

  /**
   * One operation over the groups of one row. The result may lie in the place of x.
   *
   * @param epsilon what a norm adds under its root
   * @param n the number of elements of a group
   * @param x where its elements begin is {@code xAt}; of y {@code yAt}, of the result {@code at}
   * @param y the second operand; of an operation that has none, x again
   */
  public static void apply(
      Op op,
      int groups,
      float epsilon,
      int n,
      float[] x,
      int xAt,
      float[] y,
      int yAt,
      float[] out,
      int at) {
    for (int g = 0; g < groups; g++) {
      int xi = xAt + g * n;
      int yi = yAt + g * n;
      int to = at + g * n;
      switch (op) {
        case SOFTMAX -> softmax(n, x, xi, out, to);
        case SOFTMAX_GRADIENT -> softmaxGradient(n, x, xi, y, yi, out, to);
        case LAYER_NORM -> norm(n, mean(n, x, xi), epsilon, x, xi, out, to);
        case LAYER_NORM_GRADIENT ->
            normGradient(n, true, mean(n, y, yi), epsilon, x, xi, y, yi, out, to);
        case RMS_NORM -> norm(n, 0, epsilon, x, xi, out, to);
        case RMS_NORM_GRADIENT -> normGradient(n, false, 0, epsilon, x, xi, y, yi, out, to);
        case OF_LARGEST -> out[at + g] = x[xi + largest(n, y, yi)];
        case AT_LARGEST -> atLargest(n, x[xAt + g], y, yi, out, to);
        default -> throw new IllegalArgumentException(op + " is no function of groups");
      }
    }
  }

  private static void softmax(int n, float[] x, int xi, float[] out, int to) {
    float largest = x[xi + largest(n, x, xi)];
    float sum = 0;
    for (int i = 0; i < n; i++) {
      out[to + i] = FloatMath.exp(x[xi + i] - largest);
      sum += out[to + i];
    }
    for (int i = 0; i < n; i++) {
      out[to + i] /= sum;
    }
  }

  private static void softmaxGradient(
      int n, float[] g, int gi, float[] y, int yi, float[] out, int to) {
    float sum = 0;
    for (int i = 0; i < n; i++) {
      sum = Math.fma(g[gi + i], y[yi + i], sum);
    }
    for (int i = 0; i < n; i++) {
      out[to + i] = y[yi + i] * (g[gi + i] - sum);
    }
  }

  private static float mean(int n, float[] x, int xi) {
    float sum = 0;
    for (int i = 0; i < n; i++) {
      sum += x[xi + i];
    }
    return sum / n;
  }

  /** The root of the mean square distance from a centre. */
  private static float scale(int n, float centre, float epsilon, float[] x, int xi) {
    float sum = 0;
    for (int i = 0; i < n; i++) {
      float distance = x[xi + i] - centre;
      sum = Math.fma(distance, distance, sum);
    }
    return (float) Math.sqrt(sum / n + epsilon);
  }

  private static void norm(
      int n, float centre, float epsilon, float[] x, int xi, float[] out, int to) {
    float scale = scale(n, centre, epsilon, x, xi);
    for (int i = 0; i < n; i++) {
      out[to + i] = (x[xi + i] - centre) / scale;
    }
  }

  /** {@code (g - mean of g - y mean of g y) / scale}, y the normalised x; the mean if centred. */
  private static void normGradient(
      int n,
      boolean isCentred,
      float centre,
      float epsilon,
      float[] g,
      int gi,
      float[] x,
      int xi,
      float[] out,
      int to) {
    float scale = scale(n, centre, epsilon, x, xi);
    float along = 0;
    for (int i = 0; i < n; i++) {
      along = Math.fma(g[gi + i], (x[xi + i] - centre) / scale, along);
    }
    along /= n;
    float mean = isCentred ? mean(n, g, gi) : 0;
    for (int i = 0; i < n; i++) {
      float y = (x[xi + i] - centre) / scale;
      out[to + i] = (g[gi + i] - mean - y * along) / scale;
    }
  }

  /** Where the largest stands, the first of equal ones; what is not a number is the largest. */
  private static int largest(int n, float[] x, int xi) {
    int best = 0;
    for (int i = 1; i < n && !Float.isNaN(x[xi + best]); i++) {
      best = x[xi + i] <= x[xi + best] ? best : i;
    }
    return best;
  }

  private static void atLargest(int n, float g, float[] y, int yi, float[] out, int to) {
    int largest = largest(n, y, yi);
    for (int i = 0; i < n; i++) {
      out[to + i] = i == largest ? g : 0;
    }
  }
}
