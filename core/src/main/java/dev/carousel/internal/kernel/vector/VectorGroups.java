package dev.carousel.internal.kernel.vector;

import dev.carousel.internal.kernel.FloatMath;
import dev.carousel.internal.kernel.GroupFunction;
import dev.carousel.internal.kernel.GroupLoops;
import dev.carousel.internal.kernel.PartialSums;
import jdk.incubator.vector.FloatVector;

/** {@link GroupLoops} in vectors, with the same bits. */
final class VectorGroups {
  private static final int LANES = VectorKernels.LANES;

  private VectorGroups() {}

  static void apply(GroupFunction f, int rows, int xAt, int yAt, int at, float[] sums) {
    if (f.size() < LANES || LANES > PartialSums.LANES) {
      GroupLoops.apply(f, rows, xAt, yAt, at, sums);
      return;
    }
    switch (f.op()) {
      case SOFTMAX, LAYER_NORM, RMS_NORM -> ofOne(f, rows, xAt, at, sums);
      case SOFTMAX_GRADIENT, LAYER_NORM_GRADIENT, RMS_NORM_GRADIENT ->
          ofTwo(f, rows, xAt, yAt, at, sums);
      default -> GroupLoops.apply(f, rows, xAt, yAt, at, sums);
    }
  }

  private static void ofOne(GroupFunction f, int rows, int xAt, int at, float[] sums) {
    float[] x = f.x().array();
    float[] out = f.out().array();
    int n = f.size();
    for (int r = 0; r < rows; r++) {
      for (int g = 0; g < f.groups(); g++) {
        int xi = xAt + r * f.x().stride() + g * n;
        int to = at + r * f.out().stride() + g * n;
        switch (f.op()) {
          case SOFTMAX -> softmax(n, x, xi, out, to, sums);
          default -> norm(f, x, xi, out, to, sums);
        }
      }
    }
  }

  private static void ofTwo(GroupFunction f, int rows, int xAt, int yAt, int at, float[] sums) {
    float[] x = f.x().array();
    float[] y = f.y().array();
    float[] out = f.out().array();
    int n = f.size();
    for (int r = 0; r < rows; r++) {
      for (int g = 0; g < f.groups(); g++) {
        int xi = xAt + r * f.x().stride() + g * n;
        int yi = yAt + r * f.y().stride() + g * n;
        int to = at + r * f.out().stride() + g * n;
        switch (f.op()) {
          case SOFTMAX_GRADIENT -> softmaxGradient(n, x, xi, y, yi, out, to, sums);
          default -> normGradient(f, x, xi, y, yi, out, to, sums);
        }
      }
    }
  }

  private static void softmax(int n, float[] x, int xi, float[] out, int to, float[] sums) {
    float largest = x[xi + GroupLoops.largest(n, x, xi)];
    int bound = VectorKernels.SPECIES.loopBound(n);
    VectorRows.linear(1f, -largest, bound, x, xi, out, to);
    VectorExponentials.exp(1, bound, out, to, 0, out, to, 0);
    for (int i = bound; i < n; i++) {
      out[to + i] = FloatMath.exp(x[xi + i] - largest);
    }
    float sum = sum(n, out, to, sums);
    FloatVector sumOfAll = all(sum);
    for (int i = 0; i < bound; i += LANES) {
      vector(out, to + i).div(sumOfAll).intoArray(out, to + i);
    }
    for (int i = bound; i < n; i++) {
      out[to + i] /= sum;
    }
  }

  private static void softmaxGradient(
      int n, float[] g, int gi, float[] y, int yi, float[] out, int to, float[] sums) {
    float sum = dot(n, 0f, 1f, g, gi, y, yi, sums);
    int bound = VectorKernels.SPECIES.loopBound(n);
    for (int i = 0; i < bound; i += LANES) {
      vector(y, yi + i).mul(vector(g, gi + i).sub(sum)).intoArray(out, to + i);
    }
    for (int i = bound; i < n; i++) {
      out[to + i] = y[yi + i] * (g[gi + i] - sum);
    }
  }

  private static void norm(GroupFunction f, float[] x, int xi, float[] out, int to, float[] sums) {
    int n = f.size();
    float centre = GroupLoops.isCentred(f) ? sum(n, x, xi, sums) / n : 0;
    float factor = GroupLoops.factor(f, squares(n, centre, x, xi, sums));
    int bound = VectorKernels.SPECIES.loopBound(n);
    for (int i = 0; i < bound; i += LANES) {
      vector(x, xi + i).sub(centre).mul(factor).intoArray(out, to + i);
    }
    for (int i = bound; i < n; i++) {
      out[to + i] = (x[xi + i] - centre) * factor;
    }
  }

  private static void normGradient(
      GroupFunction f, float[] g, int gi, float[] x, int xi, float[] out, int to, float[] sums) {
    int n = f.size();
    float centre = GroupLoops.isCentred(f) ? sum(n, x, xi, sums) / n : 0;
    float mean = GroupLoops.isCentred(f) ? sum(n, g, gi, sums) / n : 0;
    float factor = GroupLoops.factor(f, squares(n, centre, x, xi, sums));
    float along = dot(n, centre, factor, g, gi, x, xi, sums) / n;
    int bound = VectorKernels.SPECIES.loopBound(n);
    FloatVector alongAll = all(along);
    for (int i = 0; i < bound; i += LANES) {
      FloatVector y = vector(x, xi + i).sub(centre).mul(factor);
      FloatVector rest = vector(g, gi + i).sub(mean);
      y.neg().fma(alongAll, rest).mul(factor).intoArray(out, to + i);
    }
    for (int i = bound; i < n; i++) {
      float y = (x[xi + i] - centre) * factor;
      out[to + i] = Math.fma(-y, along, g[gi + i] - mean) * factor;
    }
  }

  private static float sum(int n, float[] x, int xi, float[] sums) {
    int bound = PartialSums.bound(n);
    for (int lane = 0; lane < PartialSums.LANES; lane += LANES) {
      FloatVector sum = all(0f);
      for (int i = lane; i < bound; i += PartialSums.LANES) {
        sum = sum.add(vector(x, xi + i));
      }
      sum.intoArray(sums, lane);
    }
    return GroupLoops.restOfSum(n, x, xi, PartialSums.inPairs(sums));
  }

  private static float squares(int n, float centre, float[] x, int xi, float[] sums) {
    int bound = PartialSums.bound(n);
    for (int lane = 0; lane < PartialSums.LANES; lane += LANES) {
      FloatVector sum = all(0f);
      for (int i = lane; i < bound; i += PartialSums.LANES) {
        FloatVector distance = vector(x, xi + i).sub(centre);
        sum = distance.fma(distance, sum);
      }
      sum.intoArray(sums, lane);
    }
    return GroupLoops.restOfSquares(n, centre, x, xi, PartialSums.inPairs(sums));
  }

  private static float dot(
      int n, float centre, float factor, float[] g, int gi, float[] x, int xi, float[] sums) {
    int bound = PartialSums.bound(n);
    for (int lane = 0; lane < PartialSums.LANES; lane += LANES) {
      FloatVector sum = all(0f);
      for (int i = lane; i < bound; i += PartialSums.LANES) {
        FloatVector y = vector(x, xi + i).sub(centre).mul(factor);
        sum = vector(g, gi + i).fma(y, sum);
      }
      sum.intoArray(sums, lane);
    }
    float found = PartialSums.inPairs(sums);
    return GroupLoops.restOfDot(n, centre, factor, g, gi, x, xi, found);
  }

  private static FloatVector all(float value) {
    return FloatVector.broadcast(VectorKernels.SPECIES, value);
  }

  private static FloatVector vector(float[] x, int at) {
    return FloatVector.fromArray(VectorKernels.SPECIES, x, at);
  }
}
