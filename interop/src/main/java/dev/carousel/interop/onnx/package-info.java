/**
 * Networks as ONNX files, for any runtime that reads them.
 *
 * <p>Built-in cells become the operators {@code LSTM}, {@code GRU} and {@code RNN}. Every other
 * cell becomes a {@code Scan}, whose body is made from the cell's own equations. Nothing is null
 * unless marked.
 */
@API(status = Status.EXPERIMENTAL, since = "0.2")
@NullMarked
package dev.carousel.interop.onnx;

import org.apiguardian.api.API;
import org.apiguardian.api.API.Status;
import org.jspecify.annotations.NullMarked;
