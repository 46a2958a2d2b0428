package dev.carousel.internal.engine.reference;

import dev.carousel.internal.graph.Node;
import java.util.Arrays;

/** What the operations on blocks and groups mean, in double: each as its formula stands. */
final class GroupMath {
  private GroupMath() {}

  static double[] blockProduct(Node node, double[] x, double[] y) {
    int m = node.blockRows();
    int n = node.blockColumns();
    double[] out = new double[node.size()];
    for (int b = 0; b < node.blocks(); b++) {
      for (int i = 0; i < m; i++) {
        for (int j = 0; j < n; j++) {
          int row = b * m + i;
          int column = b * n + j;
          int element = row * n + j;
          switch (node.op()) {
            case OUTER -> out[element] = x[row] * y[column];
            case TIMES -> out[row] += x[element] * y[column];
            default -> out[column] += x[element] * y[row];
          }
        }
      }
    }
    return out;
  }

  static double[] ofGroups(Node node, double[] x, double[] y) {
    int groups = node.groups().count();
    double[] out = new double[node.size()];
    for (int g = 0; g < groups; g++) {
      double[] result = ofGroup(node, group(x, g, groups), group(y, g, groups));
      System.arraycopy(result, 0, out, g * result.length, result.length);
    }
    return out;
  }

  private static double[] group(double[] x, int g, int groups) {
    int size = x.length / groups;
    return Arrays.copyOfRange(x, g * size, (g + 1) * size);
  }

  private static double[] ofGroup(Node node, double[] x, double[] y) {
    double epsilon = node.groups().epsilon();
    return switch (node.op()) {
      case SOFTMAX -> softmax(x);
      case SOFTMAX_GRADIENT -> softmaxGradient(x, y);
      case LAYER_NORM -> over(centred(x), scale(centred(x), epsilon));
      case LAYER_NORM_GRADIENT -> centred(rmsGradient(centred(x), centred(y), epsilon));
      case RMS_NORM -> over(x, scale(x, epsilon));
      case RMS_NORM_GRADIENT -> rmsGradient(x, y, epsilon);
      case OF_LARGEST -> new double[] {x[largest(y)]};
      case AT_LARGEST -> at(largest(y), x[0], y.length);
      default -> throw new IllegalArgumentException(node + " is no function of groups");
    };
  }

  private static double[] softmax(double[] x) {
    double largest = x[largest(x)];
    double[] e = Arrays.stream(x).map(v -> Math.exp(v - largest)).toArray();
    return over(e, Arrays.stream(e).sum());
  }

  private static double[] softmaxGradient(double[] g, double[] y) {
    double sum = product(g, y);
    double[] out = new double[g.length];
    Arrays.setAll(out, i -> y[i] * (g[i] - sum));
    return out;
  }

  /** {@code (g - y mean of g y) / scale}, y the normalised x. */
  private static double[] rmsGradient(double[] g, double[] x, double epsilon) {
    double scale = scale(x, epsilon);
    double[] y = over(x, scale);
    double along = product(g, y) / g.length;
    double[] out = new double[g.length];
    Arrays.setAll(out, i -> (g[i] - y[i] * along) / scale);
    return out;
  }

  private static double[] centred(double[] x) {
    double mean = Arrays.stream(x).sum() / x.length;
    return Arrays.stream(x).map(v -> v - mean).toArray();
  }

  private static double scale(double[] x, double epsilon) {
    return Math.sqrt(product(x, x) / x.length + epsilon);
  }

  private static double[] over(double[] x, double divisor) {
    return Arrays.stream(x).map(v -> v / divisor).toArray();
  }

  private static double product(double[] x, double[] y) {
    double sum = 0;
    for (int i = 0; i < x.length; i++) {
      sum += x[i] * y[i];
    }
    return sum;
  }

  /** The first of equal ones; what is not a number is the largest. */
  private static int largest(double[] x) {
    int best = 0;
    for (int i = 1; i < x.length && !Double.isNaN(x[best]); i++) {
      best = x[i] <= x[best] ? best : i;
    }
    return best;
  }

  private static double[] at(int index, double value, int size) {
    double[] out = new double[size];
    out[index] = value;
    return out;
  }
}
