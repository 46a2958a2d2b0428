package dev.carousel.internal.kernel.vector;

import dev.carousel.internal.graph.Op;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.objectweb.asm.Type;

/**
 * A function of vectors, as bytecode calls it.
 *
 * @param owner the class that has it
 * @param vectors how many vectors it takes, before any floats
 */
record VectorFunction(String owner, String name, String descriptor, int vectors) {
  static final VectorFunction LOAD = named("load");
  static final VectorFunction STORE = named("store");

  private static List<Class<?>> owners() {
    return List.of(VectorArithmetic.class, VectorGradients.class, VectorExponentials.class);
  }

  /** That of an operation: it has the same name. */
  static VectorFunction of(Op op) {
    return named(op == Op.SURROGATE ? "identity" : camelCase(op.name()));
  }

  private static VectorFunction named(String name) {
    return owners().stream()
        .flatMap(owner -> Arrays.stream(owner.getDeclaredMethods()))
        .filter(method -> method.getName().equals(name))
        .findFirst()
        .map(VectorFunction::of)
        .orElseThrow(() -> new IllegalArgumentException("no function of vectors: " + name));
  }

  private static VectorFunction of(Method method) {
    return new VectorFunction(
        Type.getInternalName(method.getDeclaringClass()),
        method.getName(),
        Type.getMethodDescriptor(method),
        (int) Arrays.stream(method.getParameterTypes()).filter(VectorFunction::isVector).count());
  }

  private static boolean isVector(Class<?> type) {
    return !type.isPrimitive() && !type.isArray();
  }

  private static String camelCase(String constant) {
    StringBuilder name = new StringBuilder();
    for (String word : constant.toLowerCase(Locale.ROOT).split("_", -1)) {
      boolean isFirst = name.isEmpty();
      name.append(isFirst ? word : word.substring(0, 1).toUpperCase(Locale.ROOT));
      name.append(isFirst ? "" : word.substring(1));
    }
    return name.toString();
  }
}
