package dev.carousel.experiments;

/**
 * How trials are made.
 *
 * @param body makes one
 * @param folder of the sweep, in which each has a folder of its own
 * @param listener receives what happens
 * @param stop asks all to stop
 * @param isFailFast whether the first trial that fails stops the others
 */
public record TrialTask(
    TrialBody body,
    SweepFolder folder,
    SweepListener listener,
    StopSignal stop,
    boolean isFailFast) {}
