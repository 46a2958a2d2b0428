/**
 * Networks of other frameworks, read into Carousel, and Carousel's networks, written for them.
 *
 * <p>Nothing in a file is ever run: a file is data, whoever wrote it. Nothing is null unless
 * marked.
 */
@API(status = Status.EXPERIMENTAL, since = "0.2")
@NullMarked
package dev.carousel.interop;

import org.apiguardian.api.API;
import org.apiguardian.api.API.Status;
import org.jspecify.annotations.NullMarked;
