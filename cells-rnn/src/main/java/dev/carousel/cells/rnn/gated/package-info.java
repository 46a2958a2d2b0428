/**
 * Cells of one state with a gate that keeps it, beside the GRU: {@link
 * dev.carousel.cells.rnn.gated.Ugrnn}, {@link dev.carousel.cells.rnn.gated.Mgu}, {@link
 * dev.carousel.cells.rnn.gated.MinimalRnn}, {@link dev.carousel.cells.rnn.gated.Star}, {@link
 * dev.carousel.cells.rnn.gated.Brc} and {@link dev.carousel.cells.rnn.gated.Nbrc}. Nothing is null
 * unless marked.
 */
@API(status = Status.MAINTAINED, since = "0.1")
@NullMarked
package dev.carousel.cells.rnn.gated;

import org.apiguardian.api.API;
import org.apiguardian.api.API.Status;
import org.jspecify.annotations.NullMarked;
