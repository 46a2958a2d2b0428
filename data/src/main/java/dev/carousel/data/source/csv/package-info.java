/**
 * Tables of cells between separators: {@link dev.carousel.data.source.csv.CsvSource} reads comma-
 * and tab-separated values. Nothing is null unless marked.
 */
@API(status = Status.EXPERIMENTAL, since = "0.1")
@NullMarked
package dev.carousel.data.source.csv;

import org.apiguardian.api.API;
import org.apiguardian.api.API.Status;
import org.jspecify.annotations.NullMarked;
