package dev.carousel.metrics;

/**
 * How good predicted probabilities of 1 are, of numbers that are 0 or 1: one that is at least a
 * half predicts 1. Truths between 0 and 1 are left out. Immutable and thread-safe.
 *
 * @param predictions how many have a truth of 0 or 1
 * @param accuracy the share of correct ones
 * @param balancedAccuracy the mean recall of 0 and 1, as far as they occur
 * @param precision of 1
 * @param recall of 1
 * @param f1 of 1
 * @param logLoss the mean of {@code -ln p} of the truth, in nats
 * @param rocAuc the area under the ROC curve; NaN if all truths are equal
 */
public record LabelFigures(
    long predictions,
    double accuracy,
    double balancedAccuracy,
    double precision,
    double recall,
    double f1,
    double logLoss,
    double rocAuc) {}
