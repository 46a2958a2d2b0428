package dev.carousel.internal.kernel.vector;

import dev.carousel.internal.graph.Op;
import dev.carousel.internal.kernel.FloatMath;
import dev.carousel.internal.kernel.Kernels;
import dev.carousel.internal.kernel.PackedMatrix;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/**
 * Element-wise kernels in the widest vectors of this machine: whole vectors first, then the rest
 * one element at a time by {@link FloatMath}, which takes the same steps.
 *
 * <p>One loop for each operation, not one loop with a function to call: a call that the JIT cannot
 * resolve would put every vector on the heap.
 */
public final class VectorKernels implements Kernels {
  static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_PREFERRED;
  static final int LANES = SPECIES.length();

  @Override
  public String name() {
    return "vector-" + SPECIES.vectorBitSize();
  }

  @Override
  public void multiply(
      int rows, Strided a, PackedMatrix b, int kFrom, int kTo, float[] c, int cOffset, int cRow) {
    VectorProduct.multiply(rows, a, b, kFrom, kTo, c, cOffset, cRow);
  }

  @Override
  public void apply(
      Op op,
      int n,
      float scale,
      float shift,
      float[] x,
      int xAt,
      float[] y,
      int yAt,
      float[] z,
      int zAt,
      float[] out,
      int at) {
    int done =
        switch (op) {
          case LINEAR -> linear(n, scale, shift, x, xAt, out, at);
          case IDENTITY -> identity(n, x, xAt, out, at);
          case EXP -> exp(n, x, xAt, out, at);
          case SQRT -> sqrt(n, x, xAt, out, at);
          case ABS -> abs(n, x, xAt, out, at);
          case TANH -> tanh(n, x, xAt, out, at);
          case SIGMOID -> sigmoid(n, x, xAt, out, at);
          case RELU -> relu(n, x, xAt, out, at);
          case RECIPROCAL -> reciprocal(n, x, xAt, out, at);
          case SQUARE -> square(n, x, xAt, out, at);
          case ADD -> add(n, x, xAt, y, yAt, out, at);
          case SUBTRACT -> subtract(n, x, xAt, y, yAt, out, at);
          case MULTIPLY -> multiply(n, x, xAt, y, yAt, out, at);
          case DIVIDE -> divide(n, x, xAt, y, yAt, out, at);
          case MIN -> min(n, x, xAt, y, yAt, out, at);
          case MAX -> max(n, x, xAt, y, yAt, out, at);
          case TANH_GRADIENT -> tanhGradient(n, x, xAt, y, yAt, out, at);
          case SIGMOID_GRADIENT -> sigmoidGradient(n, x, xAt, y, yAt, out, at);
          case RELU_GRADIENT -> reluGradient(n, x, xAt, y, yAt, out, at);
          case WHERE_AT_MOST -> whereAtMost(n, x, xAt, y, yAt, z, zAt, out, at);
          case WHERE_ABOVE -> whereAbove(n, x, xAt, y, yAt, z, zAt, out, at);
          default -> 0;
        };
    for (int i = done; i < n; i++) {
      out[at + i] = FloatMath.apply(op, scale, shift, x[xAt + i], y[yAt + i], z[zAt + i]);
    }
  }

  private static int linear(
      int n, float scale, float shift, float[] x, int xAt, float[] out, int at) {
    int bound = SPECIES.loopBound(n);
    FloatVector m = FloatVector.broadcast(SPECIES, scale);
    FloatVector b = FloatVector.broadcast(SPECIES, shift);
    for (int i = 0; i < bound; i += LANES) {
      FloatVector v = FloatVector.fromArray(SPECIES, x, xAt + i);
      m.fma(v, b).intoArray(out, at + i);
    }
    return bound;
  }

  private static int identity(int n, float[] x, int xAt, float[] out, int at) {
    int bound = SPECIES.loopBound(n);
    for (int i = 0; i < bound; i += LANES) {
      FloatVector v = FloatVector.fromArray(SPECIES, x, xAt + i);
      v.intoArray(out, at + i);
    }
    return bound;
  }

  private static int exp(int n, float[] x, int xAt, float[] out, int at) {
    int bound = SPECIES.loopBound(n);
    for (int i = 0; i < bound; i += LANES) {
      FloatVector v = FloatVector.fromArray(SPECIES, x, xAt + i);
      VectorMath.exp(v).intoArray(out, at + i);
    }
    return bound;
  }

  private static int sqrt(int n, float[] x, int xAt, float[] out, int at) {
    int bound = SPECIES.loopBound(n);
    for (int i = 0; i < bound; i += LANES) {
      FloatVector v = FloatVector.fromArray(SPECIES, x, xAt + i);
      v.lanewise(VectorOperators.SQRT).intoArray(out, at + i);
    }
    return bound;
  }

  private static int abs(int n, float[] x, int xAt, float[] out, int at) {
    int bound = SPECIES.loopBound(n);
    for (int i = 0; i < bound; i += LANES) {
      FloatVector v = FloatVector.fromArray(SPECIES, x, xAt + i);
      v.abs().intoArray(out, at + i);
    }
    return bound;
  }

  private static int tanh(int n, float[] x, int xAt, float[] out, int at) {
    int bound = SPECIES.loopBound(n);
    for (int i = 0; i < bound; i += LANES) {
      FloatVector v = FloatVector.fromArray(SPECIES, x, xAt + i);
      VectorMath.tanh(v).intoArray(out, at + i);
    }
    return bound;
  }

  private static int sigmoid(int n, float[] x, int xAt, float[] out, int at) {
    int bound = SPECIES.loopBound(n);
    for (int i = 0; i < bound; i += LANES) {
      FloatVector v = FloatVector.fromArray(SPECIES, x, xAt + i);
      VectorMath.sigmoid(v).intoArray(out, at + i);
    }
    return bound;
  }

  private static int relu(int n, float[] x, int xAt, float[] out, int at) {
    int bound = SPECIES.loopBound(n);
    for (int i = 0; i < bound; i += LANES) {
      FloatVector v = FloatVector.fromArray(SPECIES, x, xAt + i);
      v.max(0f).intoArray(out, at + i);
    }
    return bound;
  }

  private static int reciprocal(int n, float[] x, int xAt, float[] out, int at) {
    int bound = SPECIES.loopBound(n);
    for (int i = 0; i < bound; i += LANES) {
      FloatVector v = FloatVector.fromArray(SPECIES, x, xAt + i);
      FloatVector.broadcast(SPECIES, 1f).div(v).intoArray(out, at + i);
    }
    return bound;
  }

  private static int square(int n, float[] x, int xAt, float[] out, int at) {
    int bound = SPECIES.loopBound(n);
    for (int i = 0; i < bound; i += LANES) {
      FloatVector v = FloatVector.fromArray(SPECIES, x, xAt + i);
      v.mul(v).intoArray(out, at + i);
    }
    return bound;
  }

  private static int add(int n, float[] x, int xAt, float[] y, int yAt, float[] out, int at) {
    int bound = SPECIES.loopBound(n);
    for (int i = 0; i < bound; i += LANES) {
      FloatVector v = FloatVector.fromArray(SPECIES, x, xAt + i);
      FloatVector w = FloatVector.fromArray(SPECIES, y, yAt + i);
      v.add(w).intoArray(out, at + i);
    }
    return bound;
  }

  private static int subtract(int n, float[] x, int xAt, float[] y, int yAt, float[] out, int at) {
    int bound = SPECIES.loopBound(n);
    for (int i = 0; i < bound; i += LANES) {
      FloatVector v = FloatVector.fromArray(SPECIES, x, xAt + i);
      FloatVector w = FloatVector.fromArray(SPECIES, y, yAt + i);
      v.sub(w).intoArray(out, at + i);
    }
    return bound;
  }

  private static int multiply(int n, float[] x, int xAt, float[] y, int yAt, float[] out, int at) {
    int bound = SPECIES.loopBound(n);
    for (int i = 0; i < bound; i += LANES) {
      FloatVector v = FloatVector.fromArray(SPECIES, x, xAt + i);
      FloatVector w = FloatVector.fromArray(SPECIES, y, yAt + i);
      v.mul(w).intoArray(out, at + i);
    }
    return bound;
  }

  private static int divide(int n, float[] x, int xAt, float[] y, int yAt, float[] out, int at) {
    int bound = SPECIES.loopBound(n);
    for (int i = 0; i < bound; i += LANES) {
      FloatVector v = FloatVector.fromArray(SPECIES, x, xAt + i);
      FloatVector w = FloatVector.fromArray(SPECIES, y, yAt + i);
      v.div(w).intoArray(out, at + i);
    }
    return bound;
  }

  private static int min(int n, float[] x, int xAt, float[] y, int yAt, float[] out, int at) {
    int bound = SPECIES.loopBound(n);
    for (int i = 0; i < bound; i += LANES) {
      FloatVector v = FloatVector.fromArray(SPECIES, x, xAt + i);
      FloatVector w = FloatVector.fromArray(SPECIES, y, yAt + i);
      v.min(w).intoArray(out, at + i);
    }
    return bound;
  }

  private static int max(int n, float[] x, int xAt, float[] y, int yAt, float[] out, int at) {
    int bound = SPECIES.loopBound(n);
    for (int i = 0; i < bound; i += LANES) {
      FloatVector v = FloatVector.fromArray(SPECIES, x, xAt + i);
      FloatVector w = FloatVector.fromArray(SPECIES, y, yAt + i);
      v.max(w).intoArray(out, at + i);
    }
    return bound;
  }

  private static int tanhGradient(
      int n, float[] x, int xAt, float[] y, int yAt, float[] out, int at) {
    int bound = SPECIES.loopBound(n);
    for (int i = 0; i < bound; i += LANES) {
      FloatVector v = FloatVector.fromArray(SPECIES, x, xAt + i);
      FloatVector w = FloatVector.fromArray(SPECIES, y, yAt + i);
      v.mul(w.neg().fma(w, FloatVector.broadcast(SPECIES, 1f))).intoArray(out, at + i);
    }
    return bound;
  }

  private static int sigmoidGradient(
      int n, float[] x, int xAt, float[] y, int yAt, float[] out, int at) {
    int bound = SPECIES.loopBound(n);
    for (int i = 0; i < bound; i += LANES) {
      FloatVector v = FloatVector.fromArray(SPECIES, x, xAt + i);
      FloatVector w = FloatVector.fromArray(SPECIES, y, yAt + i);
      v.mul(w).mul(FloatVector.broadcast(SPECIES, 1f).sub(w)).intoArray(out, at + i);
    }
    return bound;
  }

  private static int reluGradient(
      int n, float[] x, int xAt, float[] y, int yAt, float[] out, int at) {
    int bound = SPECIES.loopBound(n);
    for (int i = 0; i < bound; i += LANES) {
      FloatVector v = FloatVector.fromArray(SPECIES, x, xAt + i);
      FloatVector w = FloatVector.fromArray(SPECIES, y, yAt + i);
      FloatVector.zero(SPECIES).blend(v, w.compare(VectorOperators.GT, 0f)).intoArray(out, at + i);
    }
    return bound;
  }

  private static int whereAtMost(
      int n, float[] x, int xAt, float[] y, int yAt, float[] z, int zAt, float[] out, int at) {
    int bound = SPECIES.loopBound(n);
    for (int i = 0; i < bound; i += LANES) {
      FloatVector v = FloatVector.fromArray(SPECIES, x, xAt + i);
      FloatVector w = FloatVector.fromArray(SPECIES, y, yAt + i);
      FloatVector u = FloatVector.fromArray(SPECIES, z, zAt + i);
      FloatVector.zero(SPECIES).blend(v, w.compare(VectorOperators.LE, u)).intoArray(out, at + i);
    }
    return bound;
  }

  private static int whereAbove(
      int n, float[] x, int xAt, float[] y, int yAt, float[] z, int zAt, float[] out, int at) {
    int bound = SPECIES.loopBound(n);
    for (int i = 0; i < bound; i += LANES) {
      FloatVector v = FloatVector.fromArray(SPECIES, x, xAt + i);
      FloatVector w = FloatVector.fromArray(SPECIES, y, yAt + i);
      FloatVector u = FloatVector.fromArray(SPECIES, z, zAt + i);
      FloatVector.zero(SPECIES).blend(v, w.compare(VectorOperators.GT, u)).intoArray(out, at + i);
    }
    return bound;
  }
}
