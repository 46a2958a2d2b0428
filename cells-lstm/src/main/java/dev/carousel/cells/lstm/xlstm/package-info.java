/**
 * The cells of the xLSTM: {@link dev.carousel.cells.lstm.xlstm.SlstmCell} with scalar memories, and
 * {@link dev.carousel.cells.lstm.xlstm.MlstmCell} with a matrix. The classes {@link
 * dev.carousel.cells.lstm.xlstm.Slstm} and {@link dev.carousel.cells.lstm.xlstm.Mlstm} name them
 * with their settings.
 */
@API(status = Status.MAINTAINED, since = "0.2")
@NullMarked
package dev.carousel.cells.lstm.xlstm;

import org.apiguardian.api.API;
import org.apiguardian.api.API.Status;
import org.jspecify.annotations.NullMarked;
