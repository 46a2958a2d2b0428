package dev.carousel.internal.kernel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.carousel.internal.graph.Op;
import dev.carousel.internal.graph.Operation;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Each element-wise operation in float, by itself and in both sets of kernels, against its exact
 * formula in double.
 */
class OperationsInFloatTest {
  private static final int[] SIZES = {1, 3, 17, 45, 3512};

  static List<Operation> operations() {
    return Operation.all();
  }

  private static boolean isElementwise(Op op) {
    return op.kind() == Op.Kind.POINTWISE;
  }

  @Test
  void everyElementWiseOperationIsInTheTable() {
    assertEquals(
        Stream.of(Op.values())
            .filter(OperationsInFloatTest::isElementwise)
            .collect(Collectors.toSet()),
        operations().stream().map(Operation::op).collect(Collectors.toSet()));
  }

  @ParameterizedTest
  @MethodSource("operations")
  void oneElement(Operation operation) {
    List<float[]> points = Operation.points();
    for (float[] at : points) {
      float found =
          FloatMath.apply(operation.op(), Operation.SCALE, Operation.SHIFT, at[0], at[1], at[2]);
      assertClose(operation, at, found);
    }
  }

  @ParameterizedTest
  @MethodSource("operations")
  void scalarKernels(Operation operation) {
    check(new ScalarKernels(), operation);
  }

  @ParameterizedTest
  @MethodSource("operations")
  void kernelsOfThisMachine(Operation operation) {
    check(KernelProvider.best(), operation);
  }

  private static void check(Kernels kernels, Operation operation) {
    List<float[]> points = Operation.points();
    for (int size : SIZES) {
      float[][] in = new float[3][size];
      for (int i = 0; i < size; i++) {
        for (int k = 0; k < 3; k++) {
          in[k][i] = points.get(points.size() - 1 - i)[k];
        }
      }
      float[] out = new float[size];
      OneOperation all =
          new OneOperation(
              operation.op(),
              Operation.SCALE,
              Operation.SHIFT,
              new Elementwise.Rows(in[0], 0),
              new Elementwise.Rows(in[1], 0),
              new Elementwise.Rows(in[2], 0),
              new Elementwise.Rows(out, 0));
      all.run(kernels, 1, size, 0, 0, 0, 0);
      for (int i = 0; i < size; i++) {
        assertClose(operation, points.get(points.size() - 1 - i), out[i]);
      }
    }
  }

  private static void assertClose(Operation operation, float[] at, float found) {
    double exact = operation.at(at);
    operation.assertWithin(exact, found, operation.ulps() * Math.ulp((float) exact), at);
  }

  @Test
  void whatIsNotElementWiseIsRefused() {
    Set<Op> others =
        Stream.of(Op.values()).filter(op -> !isElementwise(op)).collect(Collectors.toSet());
    for (Op op : others) {
      assertThrows(
          IllegalArgumentException.class, () -> FloatMath.apply(op, 1, 0, 1, 1, 1), op::toString);
    }
  }
}
