/**
 * Cells that keep little of the LSTM: JANET has only the forget gate, and the gates of the minLSTM
 * do not read the state. The classes {@link dev.carousel.cells.lstm.minimal.Janet} and {@link
 * dev.carousel.cells.lstm.minimal.MinLstm} name them with their settings.
 */
@API(status = Status.MAINTAINED, since = "0.2")
@NullMarked
package dev.carousel.cells.lstm.minimal;

import org.apiguardian.api.API;
import org.apiguardian.api.API.Status;
import org.jspecify.annotations.NullMarked;
