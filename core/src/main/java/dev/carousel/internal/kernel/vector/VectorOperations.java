package dev.carousel.internal.kernel.vector;

import java.util.List;
import jdk.incubator.vector.ByteVector;
import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorOperators;

/**
 * The operations of all kernels, used by turns before any kernel runs.
 *
 * <p>The Vector API does them all by a few methods, which look up what an operation is, and call
 * it. If the JIT compiles such a method after it has seen one kind of operation or element, the
 * code that it makes expects no other kind, and fails where one comes. C2 of JDK 17 remembers these
 * failures, and adds them up once for each operation of a kernel that it compiles later: with four
 * failures, 25 operations are enough for it to give up on the types of what follows. Then vectors
 * are kept on the heap for as long as the JVM runs: tanh takes 5 to 14 times as long, and products
 * seven times. By turns, and often enough for the JIT to take notes, no method sees one kind alone.
 * That takes about 60 ms; a third of it is for what the first kernels would load.
 */
final class VectorOperations {
  /** Some methods are called four times a round; after 200 calls the JIT begins to take notes. */
  private static final int ROUNDS = 200;

  private static final List<VectorOperators.Unary> UNARY =
      List.of(VectorOperators.NEG, VectorOperators.ABS, VectorOperators.SQRT);

  private static final List<VectorOperators.Binary> OF_FLOATS =
      List.of(
          VectorOperators.ADD,
          VectorOperators.SUB,
          VectorOperators.MUL,
          VectorOperators.DIV,
          VectorOperators.MIN,
          VectorOperators.MAX);

  private static final List<VectorOperators.Binary> OF_INTS =
      List.of(
          VectorOperators.ADD,
          VectorOperators.SUB,
          VectorOperators.MUL, // by the Vector API of JDK 25 itself
          VectorOperators.MIN,
          VectorOperators.AND,
          VectorOperators.OR,
          VectorOperators.XOR,
          VectorOperators.LSHL,
          VectorOperators.ASHR);

  private static final List<VectorOperators.Binary> SHIFTS =
      List.of(VectorOperators.LSHL, VectorOperators.ASHR);

  private static final List<VectorOperators.Comparison> COMPARISONS =
      List.of(
          VectorOperators.EQ,
          VectorOperators.GE,
          VectorOperators.GT,
          VectorOperators.LE,
          VectorOperators.LT);

  private final float[] floats = new float[VectorKernels.LANES];
  private final double[] doubles = new double[VectorKernels.LANES];
  private final int[] ints = new int[VectorKernels.LANES];
  private final byte[] bytes = new byte[VectorInt8Product.BYTES.length()];

  private VectorOperations() {}

  /** Uses each of them often. */
  static void useAll() {
    VectorOperations operations = new VectorOperations();
    for (int round = 0; round < ROUNDS; round++) {
      operations.useFloats();
      operations.useInts();
      operations.useDoubles();
      operations.convert();
    }
  }

  private void useFloats() {
    FloatVector x = FloatVector.fromArray(VectorKernels.SPECIES, floats, 0);
    UNARY.forEach(operation -> x.lanewise(operation).intoArray(floats, 0));
    OF_FLOATS.forEach(operation -> x.lanewise(operation, x).intoArray(floats, 0));
    x.fma(x, FloatVector.broadcast(VectorKernels.SPECIES, 1f)).fma(x, x).intoArray(floats, 0);
    COMPARISONS.forEach(operation -> x.blend(1f, x.compare(operation, x)).intoArray(floats, 0));
    COMPARISONS.forEach(operation -> x.compare(operation, 0f).anyTrue());
  }

  private void useInts() {
    IntVector i = IntVector.fromArray(VectorBf16Product.INTS, ints, 0);
    OF_INTS.forEach(operation -> i.lanewise(operation, i).intoArray(ints, 0));
    SHIFTS.forEach(operation -> i.lanewise(operation, 1).lanewise(operation, 2).intoArray(ints, 0));
    COMPARISONS.forEach(operation -> i.compare(operation, 1).anyTrue());
  }

  private void useDoubles() {
    DoubleVector x = DoubleVector.fromArray(VectorConversions.DOUBLES, doubles, 0);
    x.add(x).mul(x).fma(x, x).fma(x, DoubleVector.broadcast(x.species(), 1)).intoArray(doubles, 0);
  }

  private void convert() {
    FloatVector x = FloatVector.fromArray(VectorKernels.SPECIES, floats, 0);
    x.reinterpretAsInts().reinterpretAsFloats().intoArray(floats, 0);
    DoubleVector wide =
        (DoubleVector) x.convertShape(VectorOperators.F2D, VectorConversions.DOUBLES, 0);
    wide.intoArray(doubles, 0);
    wide.convertShape(VectorOperators.D2F, VectorKernels.SPECIES, 0);
    ByteVector.fromArray(VectorInt8Product.BYTES, bytes, 0)
        .convertShape(VectorOperators.B2F, VectorKernels.SPECIES, 0);
  }
}
