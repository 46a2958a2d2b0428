package dev.carousel.spi;

import java.util.Map;

/**
 * A {@link GradientHook} that remembers something from one update to the next. Called from the
 * training thread, between updates.
 */
public interface HookMemory {
  /** What a checkpoint must hold of the hook: numbers by name. */
  Map<String, double[]> memory();

  /**
   * Takes up what {@link #memory()} gave when the checkpoint was written; what is missing of it, as
   * a checkpoint of an older version of the hook may lack it, is to be as at the start.
   */
  void remember(Map<String, double[]> memory);
}
