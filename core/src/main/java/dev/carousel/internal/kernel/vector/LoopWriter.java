package dev.carousel.internal.kernel.vector;

import dev.carousel.internal.graph.Op;
import dev.carousel.internal.kernel.Elementwise;
import java.lang.invoke.MethodHandles;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.Label;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;

/**
 * Writes the loop of a few element-wise operations, as bytecode: each operand is read once, each
 * result is written once, and what one operation hands to the next stays in a register.
 *
 * <pre>
 * for (int r = 0; r &lt; rows; r++) {
 *   for (int i = 0; i &lt; bound; i += LANES) {
 *     FloatVector v0 = load(array0, at0 + i);
 *     FloatVector v1 = load(array1, at1 + i);
 *     FloatVector v2 = multiply(v0, v1);
 *     store(v2, array2, at2 + i);
 *     ...
 *   }
 *   at0 += stride0;
 *   ...
 * }
 * </pre>
 *
 * <p>The functions are copied into the loop, since a call that the JIT does not inline would put
 * every vector on the heap.
 */
final class LoopWriter {
  private static final String NAME =
      Type.getInternalName(LoopWriter.class).replaceFirst("[^/]*$", "WrittenLoop");

  // Local variables: this, the arguments of LoopBody.run, the counters, and four of each operand.
  private static final int ROWS = 1;
  private static final int BOUND = 2;
  private static final int ARRAYS = 3;
  private static final int STRIDES = 4;
  private static final int AT = 5;
  private static final int CONSTANTS = 6;
  private static final int ROW = 7;
  private static final int COLUMN = 8;
  private static final int FIRST_OPERAND = 9;

  private final List<Elementwise> operations;
  private final int firstConstant;
  private final Set<Integer> kept;
  private final int[] operands;
  private final boolean[] isKnown;
  private final MethodVisitor to;
  private final FunctionCopier functions;

  private LoopWriter(
      List<Elementwise> operations, int firstConstant, Set<Integer> kept, MethodVisitor to) {
    this.operations = operations;
    this.firstConstant = firstConstant;
    this.kept = kept;
    this.to = to;
    functions = new FunctionCopier(to);
    operands = operations.stream().flatMapToInt(LoopWriter::places).distinct().toArray();
    isKnown = new boolean[operands.length];
  }

  private static IntStream places(Elementwise e) {
    return IntStream.of(e.x(), e.y(), e.z(), e.out());
  }

  /**
   * The loop of some operations.
   *
   * @param operations whose scales and shifts are not looked at
   * @param firstConstant where those of the first operation are, among the constants
   * @param kept the operands that are written
   */
  static LoopBody write(List<Elementwise> operations, int firstConstant, Set<Integer> kept) {
    ClassWriter type = new ClassWriter(ClassWriter.COMPUTE_FRAMES);
    String[] interfaces = {Type.getInternalName(LoopBody.class)};
    int access = Opcodes.ACC_FINAL | Opcodes.ACC_SUPER;
    type.visit(Opcodes.V17, access, NAME, null, "java/lang/Object", interfaces);
    writeConstructor(type);
    String descriptor = "(II[[F[I[I[F)V";
    MethodVisitor run = type.visitMethod(Opcodes.ACC_PUBLIC, "run", descriptor, null, null);
    new LoopWriter(operations, firstConstant, kept, run).writeRun();
    type.visitEnd();
    return define(type.toByteArray());
  }

  private static LoopBody define(byte[] bytes) {
    try {
      MethodHandles.Lookup loop = MethodHandles.lookup().defineHiddenClass(bytes, true);
      return (LoopBody) loop.lookupClass().getDeclaredConstructor().newInstance();
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("a loop that was written cannot be loaded", e);
    }
  }

  private static void writeConstructor(ClassWriter type) {
    MethodVisitor to = type.visitMethod(0, "<init>", "()V", null, null);
    to.visitCode();
    to.visitVarInsn(Opcodes.ALOAD, 0);
    to.visitMethodInsn(Opcodes.INVOKESPECIAL, "java/lang/Object", "<init>", "()V", false);
    to.visitInsn(Opcodes.RETURN);
    to.visitMaxs(0, 0);
    to.visitEnd();
  }

  private void writeRun() {
    to.visitCode();
    for (int k = 0; k < operands.length; k++) {
      element(ARRAYS, operands[k], Opcodes.AALOAD, Opcodes.ASTORE, array(k));
      element(AT, operands[k], Opcodes.IALOAD, Opcodes.ISTORE, position(k));
      element(STRIDES, operands[k], Opcodes.IALOAD, Opcodes.ISTORE, stride(k));
    }
    for (int i = 0; i < operations.size(); i++) {
      if (operations.get(i).op() == Op.LINEAR) {
        element(CONSTANTS, firstConstant + 2 * i, Opcodes.FALOAD, Opcodes.FSTORE, scale(i));
        element(CONSTANTS, firstConstant + 2 * i + 1, Opcodes.FALOAD, Opcodes.FSTORE, scale(i) + 1);
      }
    }
    count(ROW, ROWS, 1, this::writeRow);
    to.visitInsn(Opcodes.RETURN);
    to.visitMaxs(0, 0);
    to.visitEnd();
  }

  private void element(int array, int index, int load, int store, int local) {
    to.visitVarInsn(Opcodes.ALOAD, array);
    to.visitLdcInsn(index);
    to.visitInsn(load);
    to.visitVarInsn(store, local);
  }

  /** From 0 up to a bound. */
  private void count(int counter, int bound, int step, Runnable body) {
    Label test = new Label();
    Label end = new Label();
    to.visitInsn(Opcodes.ICONST_0);
    to.visitVarInsn(Opcodes.ISTORE, counter);
    to.visitLabel(test);
    to.visitVarInsn(Opcodes.ILOAD, counter);
    to.visitVarInsn(Opcodes.ILOAD, bound);
    to.visitJumpInsn(Opcodes.IF_ICMPGE, end);
    body.run();
    to.visitIincInsn(counter, step);
    to.visitJumpInsn(Opcodes.GOTO, test);
    to.visitLabel(end);
  }

  private void writeRow() {
    count(COLUMN, BOUND, VectorKernels.LANES, this::writeVectors);
    for (int k = 0; k < operands.length; k++) {
      to.visitVarInsn(Opcodes.ILOAD, position(k));
      to.visitVarInsn(Opcodes.ILOAD, stride(k));
      to.visitInsn(Opcodes.IADD);
      to.visitVarInsn(Opcodes.ISTORE, position(k));
    }
  }

  private void writeVectors() {
    for (int i = 0; i < operations.size(); i++) {
      writeOperation(i);
    }
  }

  private void writeOperation(int i) {
    Elementwise e = operations.get(i);
    VectorFunction function = VectorFunction.of(e.op());
    int[] arguments = IntStream.of(e.x(), e.y(), e.z()).limit(function.vectors()).toArray();
    for (int argument : arguments) {
      know(index(argument));
    }
    for (int argument : arguments) {
      to.visitVarInsn(Opcodes.ALOAD, value(index(argument)));
    }
    if (e.op() == Op.LINEAR) {
      to.visitVarInsn(Opcodes.FLOAD, scale(i));
      to.visitVarInsn(Opcodes.FLOAD, scale(i) + 1);
    }
    copy(function);
    int out = index(e.out());
    to.visitVarInsn(Opcodes.ASTORE, value(out));
    isKnown[out] = true;
    if (isLastResult(i)) {
      store(out);
    }
  }

  private boolean isLastResult(int operation) {
    int out = operations.get(operation).out();
    return kept.contains(out)
        && operations.stream().skip(operation + 1).noneMatch(later -> later.out() == out);
  }

  private void know(int k) {
    if (!isKnown[k]) {
      to.visitVarInsn(Opcodes.ALOAD, array(k));
      place(k);
      copy(VectorFunction.LOAD);
      to.visitVarInsn(Opcodes.ASTORE, value(k));
      isKnown[k] = true;
    }
  }

  private void store(int k) {
    to.visitVarInsn(Opcodes.ALOAD, value(k));
    to.visitVarInsn(Opcodes.ALOAD, array(k));
    place(k);
    copy(VectorFunction.STORE);
  }

  private void place(int k) {
    to.visitVarInsn(Opcodes.ILOAD, position(k));
    to.visitVarInsn(Opcodes.ILOAD, COLUMN);
    to.visitInsn(Opcodes.IADD);
  }

  private void copy(VectorFunction function) {
    functions.copy(function, scale(operations.size()));
  }

  private int index(int operand) {
    for (int k = 0; k < operands.length; k++) {
      if (operands[k] == operand) {
        return k;
      }
    }
    throw new IllegalArgumentException("no operand " + operand);
  }

  private static int array(int k) {
    return FIRST_OPERAND + 4 * k;
  }

  private static int position(int k) {
    return array(k) + 1;
  }

  private static int stride(int k) {
    return array(k) + 2;
  }

  private static int value(int k) {
    return array(k) + 3;
  }

  /** Of the scale of an operation; the shift is next to it. */
  private int scale(int operation) {
    return array(operands.length) + 2 * operation;
  }
}
