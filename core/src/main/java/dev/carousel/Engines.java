package dev.carousel;

import dev.carousel.engine.Engine;
import dev.carousel.engine.EngineSettings;
import dev.carousel.engine.KernelChoice;
import dev.carousel.internal.engine.fused.FusedEngine;
import dev.carousel.internal.engine.fused.Rehearsal;
import dev.carousel.internal.engine.reference.ReferenceEngine;
import dev.carousel.internal.kernel.KernelProvider;
import dev.carousel.internal.kernel.Kernels;
import dev.carousel.internal.kernel.ScalarKernels;

/** Creates engines. Each engine owns its threads and must be closed. */
public final class Engines {
  private Engines() {}

  /** The float64 engine that defines the truth; slow, on the caller's thread. */
  public static Engine reference() {
    return new ReferenceEngine();
  }

  /**
   * The kernels that {@link #fused} engines run on in this JVM, and why.
   *
   * @throws dev.carousel.error.CarouselException if {@link KernelChoice#PROPERTY} has a wrong
   *     value, or requests vector kernels that are not available
   */
  public static KernelChoice kernels() {
    return KernelProvider.choice();
  }

  /** The float32 engine on the kernels of {@link #kernels}. */
  public static Engine fused(int threads) {
    return fused(EngineSettings.threads(threads));
  }

  /**
   * The float32 engine on the kernels of {@link #kernels}. The first engine in a JVM warms them up
   * in the background. An engine that will not work long enough for that runs on plain Java
   * kernels.
   */
  public static Engine fused(EngineSettings settings) {
    Kernels brief = KernelProvider.brief(settings.multiplications());
    if (brief != null) {
      return new FusedEngine(brief, settings);
    }
    Kernels kernels = KernelProvider.best();
    Rehearsal.begin(kernels, settings.weights());
    return new FusedEngine(kernels, settings);
  }

  /** The float32 engine on plain Java kernels: the same bits as {@link #fused}, and slower. */
  public static Engine scalar(int threads) {
    return scalar(EngineSettings.threads(threads));
  }

  /** The float32 engine on plain Java kernels: the same bits as {@link #fused}, and slower. */
  public static Engine scalar(EngineSettings settings) {
    return new FusedEngine(new ScalarKernels(), settings);
  }
}
