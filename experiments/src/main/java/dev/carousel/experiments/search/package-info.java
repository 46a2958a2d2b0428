/**
 * Which settings to try: spaces of settings, grids, random and Sobol's points in them, and
 * successive halving. All are pure functions: the same arguments give the same trials.
 */
@API(status = Status.EXPERIMENTAL, since = "0.1")
@NullMarked
package dev.carousel.experiments.search;

import org.apiguardian.api.API;
import org.apiguardian.api.API.Status;
import org.jspecify.annotations.NullMarked;
