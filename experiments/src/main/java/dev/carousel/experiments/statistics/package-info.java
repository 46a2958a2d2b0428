/**
 * Figures with their sampling error, samples over seeds, and comparisons of settings in pairs of
 * the same seed, corrected for the number of comparisons.
 */
@API(status = Status.EXPERIMENTAL, since = "0.1")
@NullMarked
package dev.carousel.experiments.statistics;

import org.apiguardian.api.API;
import org.apiguardian.api.API.Status;
import org.jspecify.annotations.NullMarked;
