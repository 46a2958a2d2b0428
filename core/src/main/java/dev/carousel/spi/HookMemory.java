package dev.carousel.spi;

import java.util.Map;

/**
 * A {@link GradientHook} that keeps state from one update to the next. Called from the training
 * thread, between updates.
 */
public interface HookMemory {
  /** The hook's state for a checkpoint: numbers by name. */
  Map<String, double[]> memory();

  /**
   * Restores what {@link #memory()} returned when the checkpoint was written. A name that is
   * missing, for instance in a checkpoint of an older version of the hook, keeps its initial value.
   */
  void remember(Map<String, double[]> memory);
}
