/**
 * Scores of a network on a part of its data, or of predictions, in the units of the data and beside
 * naive baselines: {@link PartScores} and {@link TableScoring}. Nothing is null.
 */
@API(status = Status.EXPERIMENTAL, since = "0.2")
@NullMarked
package dev.carousel.data.score;

import org.apiguardian.api.API;
import org.apiguardian.api.API.Status;
import org.jspecify.annotations.NullMarked;
