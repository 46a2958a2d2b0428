package dev.carousel.internal.kernel.vector;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/** What is copied in the place of a call, and what cannot be. */
class FunctionCopierTest {
  private static final int FIRST = 10;

  /** Functions to copy. */
  static final class Functions {
    private Functions() {}

    static float twice(float x) {
      return x + x;
    }

    static float sixTimes(float x, float three) {
      float y = twice(x);
      return y * three;
    }

    static float larger(float x, float y) {
      return x > y ? x : y;
    }

    static float ofMany(
        double a, double b, double c, double d, double e, double f, double g, double h, double i) {
      double j = a + b;
      double k = c + d;
      double l = e + f;
      double m = g + h;
      double n = i + j;
      double o = k + l;
      double p = m + n;
      double q = o + p;
      return (float) q;
    }
  }

  /** Writes instructions down. */
  private static final class Written extends MethodVisitor {
    final List<String> instructions = new ArrayList<>();

    Written() {
      super(Opcodes.ASM9);
    }

    @Override
    public void visitVarInsn(int opcode, int local) {
      String name =
          switch (opcode) {
            case Opcodes.FLOAD -> "load ";
            case Opcodes.FSTORE -> "store ";
            default -> opcode + " ";
          };
      instructions.add(name + local);
    }

    @Override
    public void visitInsn(int opcode) {
      instructions.add(opcode == Opcodes.FADD ? "add" : opcode == Opcodes.FMUL ? "multiply" : "?");
    }

    @Override
    public void visitMethodInsn(
        int opcode, String owner, String name, String descriptor, boolean isInterface) {
      instructions.add("call " + name);
    }
  }

  private static List<String> copied(String name, String descriptor) {
    Written written = new Written();
    String owner = Functions.class.getName().replace('.', '/');
    new FunctionCopier(written).copy(new VectorFunction(owner, name, descriptor, 0), FIRST);
    return written.instructions;
  }

  @Test
  void argumentsAreTakenFromTheStackAndTheResultIsLeftThere() {
    assertEquals(List.of("store 10", "load 10", "load 10", "add"), copied("twice", "(F)F"));
  }

  @Test
  void functionsThatAFunctionCallsAreCopiedToo() {
    assertEquals(
        List.of(
            "store 11",
            "store 10",
            "load 10",
            "store 42",
            "load 42",
            "load 42",
            "add",
            "store 12",
            "load 12",
            "load 11",
            "multiply"),
        copied("sixTimes", "(FF)F"));
  }

  @Test
  void aFunctionWithABranchIsRefused() {
    assertThrows(IllegalArgumentException.class, () -> copied("larger", "(FF)F"));
  }

  @Test
  void aFunctionWithTooManyVariablesIsRefused() {
    assertThrows(IllegalArgumentException.class, () -> copied("ofMany", "(DDDDDDDDD)F"));
  }
}
