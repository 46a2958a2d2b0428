/** Cells of a single state: the vanilla recurrent network and the gated recurrent units. */
@NullMarked
package dev.carousel.cells.rnn;

import org.jspecify.annotations.NullMarked;
