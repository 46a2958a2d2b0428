package dev.carousel.internal.kernel.vector;

import java.util.List;
import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorOperators;

/**
 * The lane-wise operations of all kernels.
 *
 * <p>The Vector API looks up what each of them does, for each element type, when it is first used.
 * All of them share that look-up. If the JIT compiles it before the last of them was used, the code
 * that it makes expects no new one, and fails at each. C2 of JDK 17 remembers these failures, and
 * adds them up once for each operation of a kernel that it compiles later: with four failures, 25
 * operations are enough for it to give up on the types of what follows. Then vectors are kept on
 * the heap for as long as the JVM runs: tanh takes twice as long, sums of products seven times. So
 * each of them is used once before any kernel runs.
 */
final class VectorOperations {
  private VectorOperations() {}

  /** Uses each of them once. */
  static void useAll() {
    useFloats(FloatVector.zero(VectorKernels.SPECIES));
    useInts(IntVector.zero(IntVector.SPECIES_PREFERRED));
    useDoubles(DoubleVector.zero(DoubleVector.SPECIES_PREFERRED));
  }

  private static void useFloats(FloatVector x) {
    List.of(VectorOperators.NEG, VectorOperators.ABS, VectorOperators.SQRT).forEach(x::lanewise);
    List.of(
            VectorOperators.ADD,
            VectorOperators.SUB,
            VectorOperators.MUL,
            VectorOperators.DIV,
            VectorOperators.MIN,
            VectorOperators.MAX)
        .forEach(operation -> x.lanewise(operation, x));
    x.lanewise(VectorOperators.FMA, x, x);
  }

  private static void useInts(IntVector x) {
    List.of(
            VectorOperators.ADD,
            VectorOperators.SUB,
            VectorOperators.MUL, // by the Vector API of JDK 25 itself
            VectorOperators.MIN,
            VectorOperators.AND,
            VectorOperators.OR,
            VectorOperators.XOR)
        .forEach(operation -> x.lanewise(operation, x));
    List.of(VectorOperators.LSHL, VectorOperators.ASHR)
        .forEach(operation -> x.lanewise(operation, 1));
  }

  private static void useDoubles(DoubleVector x) {
    List.of(VectorOperators.ADD, VectorOperators.MUL)
        .forEach(operation -> x.lanewise(operation, x));
    x.lanewise(VectorOperators.FMA, x, x);
  }
}
