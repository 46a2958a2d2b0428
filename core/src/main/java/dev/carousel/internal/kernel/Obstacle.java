package dev.carousel.internal.kernel;

import org.jspecify.annotations.Nullable;

/**
 * Why vector kernels are not chosen on a JVM. Where C2 does not compile them, each vector is an
 * object on the heap, and they are far slower than the scalar kernels.
 *
 * @param reason what is in the way, a sentence
 * @param remedy how to get vector kernels, a sentence
 */
record Obstacle(String reason, String remedy) {
  /** The Java releases on which the tests of the vector kernels have run. */
  static final int OLDEST_TESTED = 17;

  /** The newest of these releases; {@code -Dcarousel.kernels=vector} goes beyond. */
  static final int NEWEST_TESTED = 25;

  private static final String ALL_THE_SAME =
      "To use vector kernels anyway, start java with -D" + KernelRequest.VECTOR.assignment() + ".";

  /** The first obstacle on a JVM; null if it runs vector kernels well. */
  static @Nullable Obstacle on(HostJvm jvm) {
    if (!jvm.hasVectors()) {
      return new Obstacle(
          "This JVM runs without the module " + VectorModule.NAME + ".",
          "For vector kernels start java with " + VectorModule.FLAG + ".");
    }
    Obstacle compiler = inTheCompiler(jvm);
    return compiler == null ? inTheRelease(jvm.java()) : compiler;
  }

  private static @Nullable Obstacle inTheCompiler(HostJvm jvm) {
    if (!isHotSpotServer(jvm.name())) {
      return new Obstacle(
          "Vector kernels need the server compiler (C2) of HotSpot, and this JVM is \""
              + jvm.name()
              + "\".",
          ALL_THE_SAME);
    }
    if (jvm.mode().contains("interpreted mode")) {
      return new Obstacle(
          "This JVM does not compile (-Xint).", "For vector kernels start java without -Xint.");
    }
    if (jvm.mode().contains("emulated-client")) {
      return new Obstacle(
          "This JVM runs without its server compiler, C2 (-XX:TieredStopAtLevel=1 or the like).",
          "For vector kernels start java without that flag.");
    }
    if (jvm.hasJvmci()) {
      return new Obstacle(
          "On this JVM another compiler, such as Graal, may take the place of C2 (JVMCI).",
          ALL_THE_SAME);
    }
    return null;
  }

  private static @Nullable Obstacle inTheRelease(int java) {
    if (java < OLDEST_TESTED || java > NEWEST_TESTED) {
      return new Obstacle(
          "The vector kernels have been tested on Java "
              + OLDEST_TESTED
              + " to "
              + NEWEST_TESTED
              + ", and this is Java "
              + java
              + ".",
          ALL_THE_SAME);
    }
    return null;
  }

  /** OpenJDK's and Oracle's builds of HotSpot name themselves so; Zero, OpenJ9 and Zing do not. */
  private static boolean isHotSpotServer(String name) {
    return (name.startsWith("OpenJDK") || name.contains("HotSpot"))
        && name.contains("64-Bit Server VM");
  }
}
