package dev.carousel.engine;

import org.jspecify.annotations.Nullable;

/**
 * The kernels of the float32 engines in this JVM, and why they were chosen. All kernels give the
 * same bits.
 *
 * @param kernels their name: {@code scalar}, {@code vector-128}, {@code vector-256}, {@code
 *     vector-512}
 * @param isRequested whether {@code -Dcarousel.kernels} requests them by name
 * @param reason why they were chosen, one sentence
 * @param remedy how to get vector kernels, one sentence; null if these are vector kernels or if
 *     scalar kernels are requested
 */
public record KernelChoice(
    String kernels, boolean isRequested, String reason, @Nullable String remedy) {
  /**
   * The system property for the kernels to use: {@code auto} (the default), {@code scalar}, or
   * {@code vector} (also where they have not been tested).
   */
  public static final String PROPERTY = "carousel.kernels";

  /** Which kernels these are, why, and how to get vector kernels: a line of the log. */
  public String sentence() {
    return "Kernels: " + kernels + ". " + reason + (remedy == null ? "" : " " + remedy);
  }

  /** Whether they are vector kernels. */
  public boolean isVector() {
    return !kernels.equals("scalar");
  }
}
