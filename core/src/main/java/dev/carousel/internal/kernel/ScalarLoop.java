package dev.carousel.internal.kernel;

import dev.carousel.internal.kernel.Elementwise.Rows;

/** A chain, one operation after the other, one element at a time. */
final class ScalarLoop implements ElementLoop {
  private final Elementwise[] operations;
  private final Rows[] operands;

  ScalarLoop(ElementChain chain) {
    operations = chain.operations().toArray(Elementwise[]::new);
    operands = chain.operands().toArray(Rows[]::new);
  }

  @Override
  public void run(int rows, int n, int[] at) {
    for (Elementwise operation : operations) {
      for (int r = 0; r < rows; r++) {
        run(operation, r, n, at);
      }
    }
  }

  private int start(int operand, int row, int[] at) {
    return at[operand] + row * operands[operand].stride();
  }

  private void run(Elementwise e, int row, int n, int[] at) {
    float[] x = operands[e.x()].array();
    float[] y = operands[e.y()].array();
    float[] z = operands[e.z()].array();
    float[] out = operands[e.out()].array();
    int xi = start(e.x(), row, at);
    int yi = start(e.y(), row, at);
    int zi = start(e.z(), row, at);
    int to = start(e.out(), row, at);
    switch (e.op()) {
      case IDENTITY, SURROGATE -> System.arraycopy(x, xi, out, to, n);
      case LINEAR -> ScalarLoops.linear(e.scale(), e.shift(), n, x, xi, out, to);
      case ABS -> ScalarLoops.abs(n, x, xi, out, to);
      case SQRT -> ScalarLoops.sqrt(n, x, xi, out, to);
      case RELU -> ScalarLoops.relu(n, x, xi, out, to);
      case RECIPROCAL -> ScalarLoops.reciprocal(n, x, xi, out, to);
      case SQUARE -> ScalarLoops.square(n, x, xi, out, to);
      case EXP -> ScalarLoops.exp(n, x, xi, out, to);
      case TANH -> ScalarLoops.tanh(n, x, xi, out, to);
      case SIGMOID -> ScalarLoops.sigmoid(n, x, xi, out, to);
      case ADD -> ScalarLoops.add(n, x, xi, y, yi, out, to);
      case SUBTRACT -> ScalarLoops.subtract(n, x, xi, y, yi, out, to);
      case MULTIPLY -> ScalarLoops.multiply(n, x, xi, y, yi, out, to);
      case DIVIDE -> ScalarLoops.divide(n, x, xi, y, yi, out, to);
      case MIN -> ScalarLoops.min(n, x, xi, y, yi, out, to);
      case MAX -> ScalarLoops.max(n, x, xi, y, yi, out, to);
      case TANH_GRADIENT -> ScalarLoops.tanhGradient(n, x, xi, y, yi, out, to);
      case SIGMOID_GRADIENT -> ScalarLoops.sigmoidGradient(n, x, xi, y, yi, out, to);
      case RELU_GRADIENT -> ScalarLoops.reluGradient(n, x, xi, y, yi, out, to);
      default -> {
        for (int i = 0; i < n; i++) {
          out[to + i] =
              FloatMath.apply(e.op(), e.scale(), e.shift(), x[xi + i], y[yi + i], z[zi + i]);
        }
      }
    }
  }
}
