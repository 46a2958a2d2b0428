/**
 * Cells whose gates and candidates read the input only, so that the new state is linear in the old
 * one and steps can be computed in parallel: {@link dev.carousel.cells.rnn.linear.MinGru}. Nothing
 * is null unless marked.
 */
@API(status = Status.MAINTAINED, since = "0.1")
@NullMarked
package dev.carousel.cells.rnn.linear;

import org.apiguardian.api.API;
import org.apiguardian.api.API.Status;
import org.jspecify.annotations.NullMarked;
