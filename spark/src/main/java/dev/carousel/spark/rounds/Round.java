package dev.carousel.spark.rounds;

/**
 * What a round gave.
 *
 * @param number from 1
 * @param trainLoss the mean over all updates of the round
 * @param norm of the mean change of the parameters
 * @param seconds that it took
 * @param bytesMoved to the tasks and back
 */
public record Round(int number, double trainLoss, double norm, double seconds, long bytesMoved) {}
