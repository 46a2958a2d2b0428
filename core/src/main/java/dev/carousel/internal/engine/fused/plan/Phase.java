package dev.carousel.internal.engine.fused.plan;

/**
 * When something is computed: for the parameters alone, for all steps before the loop over time, in
 * it, or after it.
 */
enum Phase {
  ONCE,
  BEFORE,
  LOOP,
  AFTER
}
