package dev.carousel.experiments.published;

/**
 * What came of one seed of one arm. Immutable and thread-safe.
 *
 * @param arm its name
 * @param seed of the training
 * @param figure the metric of the criterion; infinite if the training diverged or was not finite,
 *     NaN if there is none
 * @param updates that were needed to learn the task; infinite if it was not learnt, NaN if there is
 *     no training
 * @param seconds of training
 */
public record SeedOutcome(String arm, long seed, double figure, double updates, double seconds) {}
