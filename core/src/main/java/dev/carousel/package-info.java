/**
 * Carousel: recurrent networks for the JVM, with the gradient in plain sight. Here its parts are
 * wired; {@link dev.carousel.CarouselModule} is the place to add to them or to put others in their
 * stead. Nothing is null unless marked.
 */
@API(status = Status.MAINTAINED, since = "0.1")
@NullMarked
package dev.carousel;

import org.apiguardian.api.API;
import org.apiguardian.api.API.Status;
import org.jspecify.annotations.NullMarked;
