/**
 * Tables of numbers: columns, statistics and forecasts, read in order or in windows. Nothing is
 * null unless marked.
 */
@API(status = Status.EXPERIMENTAL, since = "0.1")
@NullMarked
package dev.carousel.data.table;

import org.apiguardian.api.API;
import org.apiguardian.api.API.Status;
import org.jspecify.annotations.NullMarked;
