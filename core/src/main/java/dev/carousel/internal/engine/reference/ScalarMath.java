package dev.carousel.internal.engine.reference;

import dev.carousel.internal.graph.Node;

/** What each element-wise operation means, on one number, in double. */
final class ScalarMath {
  private ScalarMath() {}

  static double apply(Node node, double x, double y, double z) {
    return switch (node.op()) {
      case SURROGATE -> x;
      case LINEAR -> node.scale() * x + node.shift();
      case EXP -> Math.exp(x);
      case LOG -> Math.log(x);
      case SQRT -> Math.sqrt(x);
      case ABS -> Math.abs(x);
      case SIGN -> Math.signum(x);
      case SIN -> Math.sin(x);
      case COS -> Math.cos(x);
      case TANH -> Math.tanh(x);
      case SIGMOID -> sigmoid(x);
      case RELU -> Math.max(x, 0);
      case SOFTPLUS -> Math.max(x, 0) + Math.log1p(Math.exp(-Math.abs(x)));
      case RECIPROCAL -> 1 / x;
      case SQUARE -> x * x;
      case ADD -> x + y;
      case SUBTRACT -> x - y;
      case MULTIPLY -> x * y;
      case DIVIDE -> x / y;
      case MIN -> Math.min(x, y);
      case MAX -> Math.max(x, y);
      case TANH_GRADIENT -> x * (1 - y * y);
      case SIGMOID_GRADIENT -> x * y * (1 - y);
      case RELU_GRADIENT -> y > 0 ? x : 0;
      case WHERE_AT_MOST -> y <= z ? x : 0;
      case WHERE_ABOVE -> y > z ? x : 0;
      default -> throw new IllegalArgumentException(node + " is not element-wise");
    };
  }

  /** Without overflow on either side. */
  private static double sigmoid(double x) {
    double e = Math.exp(-Math.abs(x));
    return x >= 0 ? 1 / (1 + e) : e / (1 + e);
  }
}
