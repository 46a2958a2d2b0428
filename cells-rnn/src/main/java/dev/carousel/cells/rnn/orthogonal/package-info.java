/**
 * Cells whose recurrent matrix is orthogonal, whatever their parameters are. {@link
 * dev.carousel.cells.rnn.orthogonal.Householder} names one with its settings.
 */
@API(status = Status.MAINTAINED, since = "0.2")
@NullMarked
package dev.carousel.cells.rnn.orthogonal;

import org.apiguardian.api.API;
import org.apiguardian.api.API.Status;
import org.jspecify.annotations.NullMarked;
