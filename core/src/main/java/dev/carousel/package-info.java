/**
 * Carousel: recurrent networks for the JVM, with the gradient in plain sight. This package connects
 * its parts; add or replace parts with {@link dev.carousel.CarouselModule}. Nothing is null unless
 * marked.
 */
@API(status = Status.MAINTAINED, since = "0.1")
@NullMarked
package dev.carousel;

import org.apiguardian.api.API;
import org.apiguardian.api.API.Status;
import org.jspecify.annotations.NullMarked;
