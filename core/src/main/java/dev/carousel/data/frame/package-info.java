/**
 * Tables in memory: a {@link dev.carousel.data.frame.Frame} has named columns of one type each,
 * whatever they were read from. Everything here is immutable and may be read from several threads.
 * Nothing is null unless marked.
 */
@API(status = Status.EXPERIMENTAL, since = "0.1")
@NullMarked
package dev.carousel.data.frame;

import org.apiguardian.api.API;
import org.apiguardian.api.API.Status;
import org.jspecify.annotations.NullMarked;
