package dev.carousel.internal.kernel;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The one door to the kernels: vector kernels where the incubator module is there and its vectors
 * are wide enough, else the scalar ones. A log line says which and why.
 */
public final class KernelProvider {
  private static final Logger log = LoggerFactory.getLogger(KernelProvider.class);
  private static final String VECTOR_KERNELS = "dev.carousel.internal.kernel.vector.VectorKernels";
  private static final String FLAG = "--add-modules jdk.incubator.vector";

  private KernelProvider() {}

  /** The fastest kernels that this JVM can run. */
  public static Kernels best() {
    if (ModuleLayer.boot().findModule("jdk.incubator.vector").isEmpty()) {
      log.warn(
          "Scalar kernels: the vector module is not there. For speed start java with {}.", FLAG);
      return new ScalarKernels();
    }
    try {
      Class<?> type = Class.forName(VECTOR_KERNELS);
      Kernels kernels = (Kernels) type.getDeclaredConstructor().newInstance();
      log.info("Kernels: {}.", kernels.name());
      return kernels;
    } catch (ReflectiveOperationException | LinkageError e) {
      return fallBack(e);
    }
  }

  private static Kernels fallBack(Throwable reason) {
    log.warn(
        "Scalar kernels: the vector kernels cannot be used on this JVM: {}", reason.toString());
    return new ScalarKernels();
  }
}
