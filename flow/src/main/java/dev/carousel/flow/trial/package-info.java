/**
 * Comparisons of trainings with and without a change, in pairs of the same seed, and the judgement
 * of the change.
 */
@API(status = Status.EXPERIMENTAL, since = "0.1")
@NullMarked
package dev.carousel.flow.trial;

import org.apiguardian.api.API;
import org.apiguardian.api.API.Status;
import org.jspecify.annotations.NullMarked;
