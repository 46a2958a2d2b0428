package dev.carousel.internal.contract;

import dev.carousel.engine.Engine;
import dev.carousel.engine.EngineSettings;
import dev.carousel.internal.engine.fused.FusedEngine;
import dev.carousel.internal.engine.fused.TeamSize;
import dev.carousel.internal.kernel.KernelProvider;

/**
 * Engines whose threads share every shard that leaves some free, however small it is and however
 * few processors there are.
 */
public final class Teams {
  private Teams() {}

  /** Such an engine. */
  public static Engine fused(EngineSettings settings) {
    TeamSize always = new TeamSize(settings.threads(), 1);
    return new FusedEngine(KernelProvider.best(), settings, always);
  }
}
