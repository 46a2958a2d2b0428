/**
 * Trials in processes of their own: each in a Java virtual machine with its share of the heap.
 * {@link dev.carousel.experiments.process.TrialProcesses} starts them, {@link
 * dev.carousel.experiments.process.TrialChild} is what runs in each.
 */
@API(status = Status.EXPERIMENTAL, since = "0.1")
@NullMarked
package dev.carousel.experiments.process;

import org.apiguardian.api.API;
import org.apiguardian.api.API.Status;
import org.jspecify.annotations.NullMarked;
