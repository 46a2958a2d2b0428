package dev.carousel.internal.graph;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;

/**
 * An element-wise operation of the graph beside what it is in mathematics, in double, written down
 * without any code that is tested.
 *
 * @param op the operation
 * @param arguments how many it has
 * @param value of x, y and z; of those that it has not, nothing follows
 * @param ulps how far the result in float may lie from it, in units in the last place: what {@link
 *     dev.carousel.internal.kernel.FloatMath} states, or one for each rounding after the first
 */
public record Operation(Op op, int arguments, Value value, double ulps) {
  /** The factor of the {@link Op#LINEAR} of the table. */
  public static final float SCALE = -1.75f;

  /** The constant of the {@link Op#LINEAR} of the table. */
  public static final float SHIFT = 0.375f;

  private static final float[] POINTS = {-2.5f, -1, -0.25f, 0, 0.125f, 0.5f, 1, 3};

  /** A function of up to three numbers. */
  @FunctionalInterface
  public interface Value {
    /** Its value. */
    double of(double x, double y, double z);
  }

  /** Checks a result; one that is infinite or not a number leaves no room. */
  public void assertWithin(double exact, double found, double tolerance, float[] at) {
    String place = op + " of " + Arrays.toString(at);
    if (Double.isFinite(exact)) {
      assertEquals(exact, found, tolerance, place);
    } else {
      assertEquals(exact, found, place);
    }
  }

  /** The value at a point. */
  public double at(float[] point) {
    return value.of(point[0], point[1], point[2]);
  }

  /** Every element-wise operation. */
  public static List<Operation> all() {
    return Stream.of(unary(), binary(), ofBackwardGraphs()).flatMap(List::stream).toList();
  }

  private static List<Operation> unary() {
    return List.of(
        new Operation(Op.IDENTITY, 1, (x, y, z) -> x, 0),
        new Operation(Op.LINEAR, 1, (x, y, z) -> SCALE * x + SHIFT, 0.51),
        new Operation(Op.EXP, 1, (x, y, z) -> Math.exp(x), 1.02),
        new Operation(Op.LOG, 1, (x, y, z) -> Math.log(x), 0.86),
        new Operation(Op.SQRT, 1, (x, y, z) -> Math.sqrt(x), 0.51),
        new Operation(Op.ABS, 1, (x, y, z) -> x < 0 ? -x : x, 0),
        new Operation(Op.SIGN, 1, (x, y, z) -> x > 0 ? 1 : x < 0 ? -1 : 0, 0),
        new Operation(Op.SIN, 1, (x, y, z) -> Math.sin(x), 1.57),
        new Operation(Op.COS, 1, (x, y, z) -> Math.cos(x), 1.57),
        new Operation(Op.TANH, 1, (x, y, z) -> Math.tanh(x), 1.34),
        new Operation(Op.SIGMOID, 1, (x, y, z) -> 1 / (1 + Math.exp(-x)), 2),
        new Operation(Op.RELU, 1, (x, y, z) -> x > 0 ? x : 0, 0),
        new Operation(Op.SOFTPLUS, 1, (x, y, z) -> Math.log1p(Math.exp(x)), 1.75),
        new Operation(Op.RECIPROCAL, 1, (x, y, z) -> 1 / x, 0.51),
        new Operation(Op.SQUARE, 1, (x, y, z) -> x * x, 0.51));
  }

  private static List<Operation> binary() {
    return List.of(
        new Operation(Op.ADD, 2, (x, y, z) -> x + y, 0.51),
        new Operation(Op.SUBTRACT, 2, (x, y, z) -> x - y, 0.51),
        new Operation(Op.MULTIPLY, 2, (x, y, z) -> x * y, 0.51),
        new Operation(Op.DIVIDE, 2, (x, y, z) -> x / y, 0.51),
        new Operation(Op.MIN, 2, (x, y, z) -> x < y ? x : y, 0),
        new Operation(Op.MAX, 2, (x, y, z) -> x > y ? x : y, 0));
  }

  private static List<Operation> ofBackwardGraphs() {
    return List.of(
        new Operation(Op.TANH_GRADIENT, 2, (x, y, z) -> x * (1 - y * y), 2),
        new Operation(Op.SIGMOID_GRADIENT, 2, (x, y, z) -> x * (y * (1 - y)), 3),
        new Operation(Op.RELU_GRADIENT, 2, (x, y, z) -> y > 0 ? x : 0, 0),
        new Operation(Op.WHERE_AT_MOST, 3, (x, y, z) -> y <= z ? x : 0, 0),
        new Operation(Op.SURROGATE, 3, (x, y, z) -> x, 0),
        new Operation(Op.WHERE_ABOVE, 3, (x, y, z) -> y > z ? x : 0, 0));
  }

  /** Every combination of some numbers, ties and zeros among them, and numbers drawn at random. */
  public static List<float[]> points() {
    List<float[]> points = new ArrayList<>();
    for (float x : POINTS) {
      for (float y : POINTS) {
        for (float z : POINTS) {
          points.add(new float[] {x, y, z});
        }
      }
    }
    Random random = new Random(7);
    for (int i = 0; i < 3000; i++) {
      points.add(new float[] {gaussian(random), gaussian(random), gaussian(random)});
    }
    return points;
  }

  private static float gaussian(Random random) {
    return (float) (3 * random.nextGaussian());
  }

  @Override
  public String toString() {
    return op.toString();
  }
}
