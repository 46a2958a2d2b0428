package dev.carousel.internal.kernel;

/**
 * The JDK module that the vector kernels need: the one place in core's Java code that names it,
 * beside the imports of {@code internal.kernel.vector} and the {@code requires} of the module
 * descriptor. The build has the property {@code vector.module} for it.
 */
final class VectorModule {
  static final String NAME = "jdk.incubator.vector";

  /** What to start java with so that the module is there. */
  static final String FLAG = "--add-modules " + NAME;

  private VectorModule() {}
}
