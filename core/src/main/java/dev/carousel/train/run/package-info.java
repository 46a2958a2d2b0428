/**
 * A run in its folder: {@link dev.carousel.train.run.RunFile} is what it was started with, on the
 * disk before anything else, and {@link dev.carousel.train.run.HeldRun} the order in which a run is
 * started and resumed, so that a kill at any moment leaves a folder that can be started again or
 * resumed. Nothing is null unless marked.
 */
@API(status = Status.EXPERIMENTAL, since = "0.1")
@NullMarked
package dev.carousel.train.run;

import org.apiguardian.api.API;
import org.apiguardian.api.API.Status;
import org.jspecify.annotations.NullMarked;
