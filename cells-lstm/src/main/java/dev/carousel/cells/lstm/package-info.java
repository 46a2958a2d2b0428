/**
 * The long short-term memory and its family: cells whose error travels along a cell state. {@link
 * dev.carousel.cells.lstm.Lstm} names it with its settings.
 */
@API(status = Status.MAINTAINED, since = "0.1")
@NullMarked
package dev.carousel.cells.lstm;

import org.apiguardian.api.API;
import org.apiguardian.api.API.Status;
import org.jspecify.annotations.NullMarked;
