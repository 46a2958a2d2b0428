/**
 * Figures with their sampling error, tests in pairs of the same seed, and corrections for the
 * number of tests.
 */
@API(status = Status.EXPERIMENTAL, since = "0.1")
@NullMarked
package dev.carousel.experiments.statistics;

import org.apiguardian.api.API;
import org.apiguardian.api.API.Status;
import org.jspecify.annotations.NullMarked;
