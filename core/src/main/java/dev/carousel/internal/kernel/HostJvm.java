package dev.carousel.internal.kernel;

/**
 * What decides whether vector kernels are fast on a JVM. Read from system properties and from the
 * boot layer, which costs nothing; the JVM's flags would take tens of milliseconds. So the flags
 * {@code -XX:TieredStopAtLevel=0}, {@code 2} and {@code 3}, meant for work on the JVM itself, are
 * not seen.
 *
 * @param java its feature release, such as 17
 * @param name {@code java.vm.name}, such as {@code OpenJDK 64-Bit Server VM}
 * @param mode {@code java.vm.info}, such as {@code mixed mode, sharing}
 * @param hasJvmci whether a compiler written in Java, such as Graal, may stand in for C2
 * @param hasVectors whether the vector module is there
 */
record HostJvm(int java, String name, String mode, boolean hasJvmci, boolean hasVectors) {
  /** The one that this runs on. */
  static HostJvm current() {
    return new HostJvm(
        Runtime.version().feature(),
        System.getProperty("java.vm.name", ""),
        System.getProperty("java.vm.info", ""),
        isInBootLayer("jdk.internal.vm.ci"),
        isInBootLayer(VectorModule.NAME));
  }

  private static boolean isInBootLayer(String module) {
    return ModuleLayer.boot().findModule(module).isPresent();
  }
}
