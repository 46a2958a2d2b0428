package dev.carousel.internal.kernel;

/** {@link GroupFunction} one element at a time, its sums as {@link PartialSums}. */
public final class GroupLoops {
  private GroupLoops() {}

  /**
   * The function over the groups of some rows.
   *
   * @param xAt where the rows of x begin in its array; y and the result likewise
   * @param sums scratch of at least {@link PartialSums#LANES} elements
   */
  public static void apply(GroupFunction f, int rows, int xAt, int yAt, int at, float[] sums) {
    float[] x = f.x().array();
    float[] y = f.y().array();
    float[] out = f.out().array();
    int n = f.size();
    for (int r = 0; r < rows; r++) {
      int xRow = xAt + r * f.x().stride();
      int yRow = yAt + r * f.y().stride();
      int row = at + r * f.out().stride();
      for (int g = 0; g < f.groups(); g++) {
        int xi = xRow + g * n;
        int yi = yRow + g * n;
        int to = row + g * n;
        switch (f.op()) {
          case SOFTMAX -> softmax(n, x, xi, out, to, sums);
          case SOFTMAX_GRADIENT -> softmaxGradient(n, x, xi, y, yi, out, to, sums);
          case LAYER_NORM, RMS_NORM -> norm(f, x, xi, out, to, sums);
          case LAYER_NORM_GRADIENT, RMS_NORM_GRADIENT ->
              normGradient(f, x, xi, y, yi, out, to, sums);
          case OF_LARGEST -> out[row + g] = x[xi + largest(n, y, yi)];
          case AT_LARGEST -> atLargest(n, x[xRow + g], y, yi, out, to);
          default -> throw new IllegalArgumentException(f.op() + " is no function of groups");
        }
      }
    }
  }

  private static void softmax(int n, float[] x, int xi, float[] out, int to, float[] sums) {
    float largest = x[xi + largest(n, x, xi)];
    for (int i = 0; i < n; i++) {
      out[to + i] = FloatMath.exp(x[xi + i] - largest);
    }
    float sum = sum(n, out, to, sums);
    for (int i = 0; i < n; i++) {
      out[to + i] /= sum;
    }
  }

  private static void softmaxGradient(
      int n, float[] g, int gi, float[] y, int yi, float[] out, int to, float[] sums) {
    float sum = dot(n, 0f, 1f, g, gi, y, yi, sums);
    for (int i = 0; i < n; i++) {
      out[to + i] = y[yi + i] * (g[gi + i] - sum);
    }
  }

  private static void norm(GroupFunction f, float[] x, int xi, float[] out, int to, float[] sums) {
    int n = f.size();
    float centre = isCentred(f) ? sum(n, x, xi, sums) / n : 0;
    float factor = factor(f, squares(n, centre, x, xi, sums));
    for (int i = 0; i < n; i++) {
      out[to + i] = (x[xi + i] - centre) * factor;
    }
  }

  /** {@code (g - mean of g - y mean of g y) / scale}, y the normalised x; the mean if centred. */
  private static void normGradient(
      GroupFunction f, float[] g, int gi, float[] x, int xi, float[] out, int to, float[] sums) {
    int n = f.size();
    float centre = isCentred(f) ? sum(n, x, xi, sums) / n : 0;
    float mean = isCentred(f) ? sum(n, g, gi, sums) / n : 0;
    float factor = factor(f, squares(n, centre, x, xi, sums));
    float along = dot(n, centre, factor, g, gi, x, xi, sums) / n;
    for (int i = 0; i < n; i++) {
      float y = (x[xi + i] - centre) * factor;
      out[to + i] = Math.fma(-y, along, g[gi + i] - mean) * factor;
    }
  }

  /** Whether a norm takes the mean away. */
  public static boolean isCentred(GroupFunction f) {
    return switch (f.op()) {
      case LAYER_NORM, LAYER_NORM_GRADIENT -> true;
      default -> false;
    };
  }

  /** One over the root of the mean square. */
  public static float factor(GroupFunction f, float squares) {
    return 1f / (float) Math.sqrt(squares / f.size() + f.epsilon());
  }

  private static float sum(int n, float[] x, int xi, float[] sums) {
    int bound = PartialSums.bound(n);
    for (int lane = 0; lane < PartialSums.LANES; lane++) {
      float sum = 0;
      for (int i = lane; i < bound; i += PartialSums.LANES) {
        sum += x[xi + i];
      }
      sums[lane] = sum;
    }
    return restOfSum(n, x, xi, PartialSums.inPairs(sums));
  }

  /** Adds the elements beyond the partial sums; of squares and products likewise. */
  public static float restOfSum(int n, float[] x, int xi, float start) {
    float sum = start;
    for (int i = PartialSums.bound(n); i < n; i++) {
      sum += x[xi + i];
    }
    return sum;
  }

  /** The sum of square distances from a centre. */
  private static float squares(int n, float centre, float[] x, int xi, float[] sums) {
    int bound = PartialSums.bound(n);
    for (int lane = 0; lane < PartialSums.LANES; lane++) {
      float sum = 0;
      for (int i = lane; i < bound; i += PartialSums.LANES) {
        float distance = x[xi + i] - centre;
        sum = Math.fma(distance, distance, sum);
      }
      sums[lane] = sum;
    }
    return restOfSquares(n, centre, x, xi, PartialSums.inPairs(sums));
  }

  public static float restOfSquares(int n, float centre, float[] x, int xi, float start) {
    float sum = start;
    for (int i = PartialSums.bound(n); i < n; i++) {
      float distance = x[xi + i] - centre;
      sum = Math.fma(distance, distance, sum);
    }
    return sum;
  }

  /** The sum of {@code g (x - centre) factor}. */
  private static float dot(
      int n, float centre, float factor, float[] g, int gi, float[] x, int xi, float[] sums) {
    int bound = PartialSums.bound(n);
    for (int lane = 0; lane < PartialSums.LANES; lane++) {
      float sum = 0;
      for (int i = lane; i < bound; i += PartialSums.LANES) {
        sum = Math.fma(g[gi + i], (x[xi + i] - centre) * factor, sum);
      }
      sums[lane] = sum;
    }
    return restOfDot(n, centre, factor, g, gi, x, xi, PartialSums.inPairs(sums));
  }

  public static float restOfDot(
      int n, float centre, float factor, float[] g, int gi, float[] x, int xi, float start) {
    float sum = start;
    for (int i = PartialSums.bound(n); i < n; i++) {
      sum = Math.fma(g[gi + i], (x[xi + i] - centre) * factor, sum);
    }
    return sum;
  }

  /** Where the largest stands, the first of equal ones; what is not a number is the largest. */
  public static int largest(int n, float[] x, int xi) {
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
