/**
 * Historical and studied variants of the LSTM: the one of 1997, those of "LSTM: A Search Space
 * Odyssey", and the one with a projection. The classes {@link
 * dev.carousel.cells.lstm.variant.Lstm1997}, {@link dev.carousel.cells.lstm.variant.GreffLstm} and
 * {@link dev.carousel.cells.lstm.variant.ProjectedLstm} name them with their settings.
 */
@API(status = Status.MAINTAINED, since = "0.2")
@NullMarked
package dev.carousel.cells.lstm.variant;

import org.apiguardian.api.API;
import org.apiguardian.api.API.Status;
import org.jspecify.annotations.NullMarked;
