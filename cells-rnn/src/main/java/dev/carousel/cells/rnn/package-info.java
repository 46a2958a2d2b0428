/**
 * Cells of a single state: the vanilla recurrent network and the gated recurrent units. {@link
 * dev.carousel.cells.rnn.Rnn}, {@link dev.carousel.cells.rnn.Gru} and {@link
 * dev.carousel.cells.rnn.ResetBeforeGru} name them with their settings.
 */
@NullMarked
package dev.carousel.cells.rnn;

import org.jspecify.annotations.NullMarked;
