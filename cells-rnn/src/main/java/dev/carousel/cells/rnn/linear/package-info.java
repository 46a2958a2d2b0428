/**
 * Cells with a part that is linear in the state, so that its steps can be computed in parallel:
 * {@link dev.carousel.cells.rnn.linear.MinGru}, {@link dev.carousel.cells.rnn.linear.Lru} and
 * {@link dev.carousel.cells.rnn.linear.RgLru}, whose gates and candidates read the input only,
 * {@link dev.carousel.cells.rnn.linear.Qrnn}, which reads a window of it, {@link
 * dev.carousel.cells.rnn.linear.Sru}, whose gates read their own unit, and {@link
 * dev.carousel.cells.rnn.linear.Lmu}, whose memory is linear. Nothing is null unless marked.
 */
@API(status = Status.MAINTAINED, since = "0.1")
@NullMarked
package dev.carousel.cells.rnn.linear;

import org.apiguardian.api.API;
import org.apiguardian.api.API.Status;
import org.jspecify.annotations.NullMarked;
