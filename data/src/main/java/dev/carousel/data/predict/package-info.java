/**
 * Predictions for tables, in the units of the data: {@link Predictor} reads a frame with a saved
 * model. Nothing is null unless marked.
 */
@API(status = Status.EXPERIMENTAL, since = "0.2")
@NullMarked
package dev.carousel.data.predict;

import org.apiguardian.api.API;
import org.apiguardian.api.API.Status;
import org.jspecify.annotations.NullMarked;
