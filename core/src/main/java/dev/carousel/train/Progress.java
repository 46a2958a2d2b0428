package dev.carousel.train;

/**
 * The progress of a run after an update.
 *
 * @param updates the number of updates so far
 * @param plannedUpdates the maximum number of updates; 0 if only time limits them
 * @param fraction of the run that is done, from 0 to 1
 * @param secondsLeft an estimate; NaN while there is too little data for one
 * @param loss the mean loss of the last chunk
 * @param gradientNorm the norm of all parameter gradients before any hook
 * @param clippedShare the share of all updates that were clipped
 * @param symbolsPerSecond predictions trained on per second, validation included
 */
public record Progress(
    long updates,
    long plannedUpdates,
    double fraction,
    double secondsLeft,
    double loss,
    double gradientNorm,
    double clippedShare,
    double symbolsPerSecond) {}
