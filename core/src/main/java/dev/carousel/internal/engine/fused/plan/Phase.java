package dev.carousel.internal.engine.fused.plan;

/** When something is computed: once for all steps before the loop over time, in it, or after it. */
enum Phase {
  BEFORE,
  LOOP,
  AFTER
}
