/**
 * Cells of one state with a gate that keeps it, beside the GRU: {@link
 * dev.carousel.cells.rnn.gated.Ugrnn}, {@link dev.carousel.cells.rnn.gated.Mgu}, {@link
 * dev.carousel.cells.rnn.gated.MinimalRnn}, {@link dev.carousel.cells.rnn.gated.Star}, {@link
 * dev.carousel.cells.rnn.gated.Brc}, {@link dev.carousel.cells.rnn.gated.Nbrc}, {@link
 * dev.carousel.cells.rnn.gated.Mut}, {@link dev.carousel.cells.rnn.gated.Cfn} and {@link
 * dev.carousel.cells.rnn.gated.FastGrnn}. {@link dev.carousel.cells.rnn.gated.FastRnn} has one
 * trained number in place of the gate. Nothing is null unless marked.
 */
@API(status = Status.MAINTAINED, since = "0.1")
@NullMarked
package dev.carousel.cells.rnn.gated;

import org.apiguardian.api.API;
import org.apiguardian.api.API.Status;
import org.jspecify.annotations.NullMarked;
