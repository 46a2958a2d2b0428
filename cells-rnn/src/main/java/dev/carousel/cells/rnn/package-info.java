/**
 * Cells of a single state: the vanilla recurrent network and the gated recurrent units. {@link
 * dev.carousel.cells.rnn.Rnn}, {@link dev.carousel.cells.rnn.Gru} and {@link
 * dev.carousel.cells.rnn.ResetBeforeGru} name them with their settings.
 */
@API(status = Status.MAINTAINED, since = "0.1")
@NullMarked
package dev.carousel.cells.rnn;

import org.apiguardian.api.API;
import org.apiguardian.api.API.Status;
import org.jspecify.annotations.NullMarked;
