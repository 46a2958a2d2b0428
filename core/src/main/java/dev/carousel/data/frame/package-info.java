/**
 * Tables in memory: a {@link dev.carousel.data.frame.Frame} has named columns of one type each,
 * whatever they were read from. A {@link dev.carousel.data.frame.FrameSource} reads files of one
 * format into frames; it is a plugin. Everything here is immutable and may be used by several
 * threads, but for a {@link dev.carousel.data.frame.SourceInput} that is a stream. Nothing is null
 * unless marked.
 */
@API(status = Status.EXPERIMENTAL, since = "0.1")
@NullMarked
package dev.carousel.data.frame;

import org.apiguardian.api.API;
import org.apiguardian.api.API.Status;
import org.jspecify.annotations.NullMarked;
