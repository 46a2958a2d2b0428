package dev.carousel.internal.kernel;

import dev.carousel.engine.KernelChoice;
import dev.carousel.error.CarouselException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The one door to the kernels: vector kernels where they are known to be fast (see {@link
 * Obstacle}), else the scalar ones, or those that {@code -Dcarousel.kernels} asks for. A log line
 * says which, why, and how to get vector kernels.
 */
public final class KernelProvider {
  private static final String VECTOR_KERNELS = "dev.carousel.internal.kernel.vector.VectorKernels";

  /**
   * With fewer multiplications, vector kernels take longer than scalar ones: until the JIT has
   * compiled them, which takes a second or two, vectors are objects. Scalar kernels make about as
   * many multiplications in that time.
   */
  private static final long WORTH_COMPILING = 1_000_000_000;

  private KernelProvider() {}

  /**
   * The fastest kernels that this JVM runs well, or those that are asked for.
   *
   * @throws CarouselException if {@link KernelChoice#PROPERTY} has a wrong value, or asks for
   *     vector kernels that cannot be had
   */
  public static Kernels best() {
    Selected selected = select();
    KernelChoice choice = selected.choice();
    Logger log = LoggerFactory.getLogger(KernelProvider.class);
    if (choice.remedy() == null) {
      log.info("{}", choice.sentence());
    } else {
      log.warn("{}", choice.sentence());
    }
    return selected.kernels();
  }

  /**
   * Scalar kernels, where they are the faster ones for so few multiplications and none are asked
   * for; else null.
   *
   * @throws CarouselException if {@link KernelChoice#PROPERTY} has a wrong value
   */
  public static @Nullable Kernels brief(long multiplications) {
    KernelRequest request = KernelRequest.of(System.getProperty(KernelChoice.PROPERTY));
    if (request != KernelRequest.AUTO || multiplications >= WORTH_COMPILING) {
      return null;
    }
    LoggerFactory.getLogger(KernelProvider.class)
        .info(
            "Kernels: scalar. {} multiplications take less time than compiling vector kernels.",
            multiplications);
    return new ScalarKernels();
  }

  /**
   * What {@link #best} gives, and why. Nothing is logged.
   *
   * @throws CarouselException as {@link #best} does
   */
  public static KernelChoice choice() {
    return select().choice();
  }

  private record Selected(Kernels kernels, KernelChoice choice) {}

  private static Selected select() {
    KernelRequest request = KernelRequest.of(System.getProperty(KernelChoice.PROPERTY));
    return switch (request) {
      case SCALAR -> scalar(request, "-D" + request.assignment() + " asks for them.", null);
      case VECTOR -> requested(HostJvm.current());
      case AUTO -> {
        Obstacle obstacle = Obstacle.on(HostJvm.current());
        yield obstacle == null
            ? whereTheyLoad()
            : scalar(request, obstacle.reason(), obstacle.remedy());
      }
    };
  }

  private static Selected scalar(KernelRequest request, String reason, @Nullable String remedy) {
    Kernels kernels = new ScalarKernels();
    boolean isRequested = request == KernelRequest.SCALAR;
    return new Selected(kernels, new KernelChoice(kernels.name(), isRequested, reason, remedy));
  }

  private static Selected whereTheyLoad() {
    try {
      Kernels kernels = load();
      String reason = "This JVM compiles vectors well.";
      return new Selected(kernels, new KernelChoice(kernels.name(), false, reason, null));
    } catch (ReflectiveOperationException | LinkageError e) {
      return scalar(
          KernelRequest.AUTO,
          "The vector kernels cannot be loaded on this JVM: " + e + ".",
          "Use a JDK of another vendor or version, or report this.");
    }
  }

  private static Selected requested(HostJvm jvm) {
    String assignment = KernelRequest.VECTOR.assignment();
    if (!jvm.hasVectors()) {
      throw CarouselException.usage(assignment + " needs the module " + VectorModule.NAME + ".")
          .found("a JVM without this module")
          .mend("start java with " + VectorModule.FLAG)
          .build();
    }
    try {
      Kernels kernels = load();
      String reason = "-D" + assignment + " asks for them.";
      return new Selected(kernels, new KernelChoice(kernels.name(), true, reason, null));
    } catch (ReflectiveOperationException | LinkageError e) {
      throw CarouselException.failure(assignment + " is not possible on this JVM.")
          .found(e)
          .mend("-D" + KernelRequest.AUTO.assignment())
          .cause(e)
          .build();
    }
  }

  private static Kernels load() throws ReflectiveOperationException {
    return (Kernels) Class.forName(VECTOR_KERNELS).getDeclaredConstructor().newInstance();
  }
}
