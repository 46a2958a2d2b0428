/**
 * Cells without gates, whose state passes from step to step through a map near the identity, or
 * through one weight for each unit: {@link dev.carousel.cells.rnn.simple.Irnn}, {@link
 * dev.carousel.cells.rnn.simple.Rin} and {@link dev.carousel.cells.rnn.simple.Indrnn}. Nothing is
 * null unless marked.
 */
@API(status = Status.MAINTAINED, since = "0.1")
@NullMarked
package dev.carousel.cells.rnn.simple;

import org.apiguardian.api.API;
import org.apiguardian.api.API.Status;
import org.jspecify.annotations.NullMarked;
