package dev.carousel.flow.dynamics;

/**
 * Whether a recurrence could be computed for all steps of a sequence at once, by Newton's method
 * over the sequence as a whole (DEER: Lim et al., 2024). Small differences between states must die
 * out: then the problem is well conditioned, and a few iterations suffice (Gonzalez et al., 2025).
 */
public enum ParallelInTime {
  /** The largest Lyapunov exponent lies below 0, its 95 % interval as a whole. */
  YES,
  /** It lies above 0: the number of iterations grows with the length of the sequence. */
  NO,
  /** Its interval holds 0, or is not known. */
  OPEN
}
