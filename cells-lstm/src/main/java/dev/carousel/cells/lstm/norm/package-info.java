/**
 * LSTMs that normalise within the step. The class {@link
 * dev.carousel.cells.lstm.norm.LayerNormLstm} names the one there is with its settings.
 */
@API(status = Status.MAINTAINED, since = "0.2")
@NullMarked
package dev.carousel.cells.lstm.norm;

import org.apiguardian.api.API;
import org.apiguardian.api.API.Status;
import org.jspecify.annotations.NullMarked;
