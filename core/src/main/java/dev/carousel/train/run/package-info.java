/**
 * A run in its folder. {@link dev.carousel.train.run.RunFile} holds its options and is written
 * first. {@link dev.carousel.train.run.HeldRun} starts and resumes a run in an order that leaves,
 * after a kill at any moment, a folder that can be started again or resumed. Nothing is null unless
 * marked.
 */
@API(status = Status.EXPERIMENTAL, since = "0.1")
@NullMarked
package dev.carousel.train.run;

import org.apiguardian.api.API;
import org.apiguardian.api.API.Status;
import org.jspecify.annotations.NullMarked;
