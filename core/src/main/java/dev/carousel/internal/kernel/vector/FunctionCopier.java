package dev.carousel.internal.kernel.vector;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.Label;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;

/**
 * Copies the bodies of functions into a method, in the place of calls, and with them those of the
 * functions of this package that they call. Functions have no branches.
 */
final class FunctionCopier {
  /** A function has fewer local variables. */
  private static final int LOCALS = 32;

  private static final String PACKAGE =
      Type.getInternalName(FunctionCopier.class).replaceFirst("[^/]*$", "");

  private final Map<String, ClassReader> readers = new HashMap<>();
  private final MethodVisitor to;

  /**
   * @param to the method
   */
  FunctionCopier(MethodVisitor to) {
    this.to = to;
  }

  /**
   * Copies a function, whose arguments are on the stack; its result is left there.
   *
   * @param firstLocal the first local variable that it may use
   */
  void copy(VectorFunction function, int firstLocal) {
    copy(function.owner(), function.name(), function.descriptor(), firstLocal);
  }

  private void copy(String owner, String name, String descriptor, int firstLocal) {
    Type[] arguments = Type.getArgumentTypes(descriptor);
    for (int i = arguments.length - 1; i >= 0; i--) {
      to.visitVarInsn(arguments[i].getOpcode(Opcodes.ISTORE), firstLocal + i);
    }
    ClassReader reader = readers.computeIfAbsent(owner, FunctionCopier::read);
    reader.accept(new Finder(name + descriptor, new Body(firstLocal)), ClassReader.SKIP_DEBUG);
  }

  private static ClassReader read(String owner) {
    String file = owner.substring(PACKAGE.length()) + ".class";
    try (InputStream in = FunctionCopier.class.getResourceAsStream(file)) {
      return new ClassReader(in);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + file, e);
    }
  }

  /** Visits one method of a class. */
  private static final class Finder extends ClassVisitor {
    private final String wanted;
    private final MethodVisitor visitor;

    Finder(String wanted, MethodVisitor visitor) {
      super(Opcodes.ASM9);
      this.wanted = wanted;
      this.visitor = visitor;
    }

    @Override
    public @Nullable MethodVisitor visitMethod(
        int access,
        String name,
        String descriptor,
        @Nullable String signature,
        String @Nullable [] exceptions) {
      return wanted.equals(name + descriptor) ? visitor : null;
    }
  }

  /** Instructions on their way. */
  private final class Body extends MethodVisitor {
    private final int firstLocal;

    Body(int firstLocal) {
      super(Opcodes.ASM9, to);
      this.firstLocal = firstLocal;
    }

    @Override
    public void visitVarInsn(int opcode, int local) {
      if (local >= LOCALS) {
        throw new IllegalArgumentException("a function has more than 32 local variables");
      }
      super.visitVarInsn(opcode, firstLocal + local);
    }

    @Override
    public void visitMethodInsn(
        int opcode, String owner, String name, String descriptor, boolean isInterface) {
      if (opcode == Opcodes.INVOKESTATIC && owner.startsWith(PACKAGE)) {
        copy(owner, name, descriptor, firstLocal + LOCALS);
      } else {
        super.visitMethodInsn(opcode, owner, name, descriptor, isInterface);
      }
    }

    @Override
    public void visitInsn(int opcode) {
      boolean isReturn = Opcodes.IRETURN <= opcode && opcode <= Opcodes.RETURN;
      if (!isReturn) {
        super.visitInsn(opcode);
      }
    }

    @Override
    public void visitJumpInsn(int opcode, Label label) {
      throw new IllegalArgumentException("a function has a branch");
    }

    @Override
    public void visitCode() {
      // The method has begun.
    }

    @Override
    public void visitMaxs(int stack, int locals) {
      // The whole method's are counted at its end.
    }

    @Override
    public void visitEnd() {
      // The method goes on.
    }
  }
}
