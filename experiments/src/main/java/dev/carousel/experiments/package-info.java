/**
 * Sweeps: the same data trained with several settings and seeds.
 *
 * <p>A {@link dev.carousel.experiments.Trial} is one training, a function of its settings and its
 * seed. A {@link dev.carousel.experiments.SweepPlan} says which trials there are, a {@link
 * dev.carousel.experiments.TrialBody} makes one of them, a {@link
 * dev.carousel.experiments.TrialRunner} makes them all somewhere, and a {@link
 * dev.carousel.experiments.SweepReport} says what came out.
 */
@API(status = Status.EXPERIMENTAL, since = "0.1")
@NullMarked
package dev.carousel.experiments;

import org.apiguardian.api.API;
import org.apiguardian.api.API.Status;
import org.jspecify.annotations.NullMarked;
