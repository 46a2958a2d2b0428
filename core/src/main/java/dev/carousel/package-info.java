/**
 * Carousel: recurrent networks for the JVM, with the gradient in plain sight. Here its parts are
 * wired; {@link dev.carousel.CarouselModule} is the place to add to them or to put others in their
 * stead. Nothing is null unless marked.
 */
@NullMarked
package dev.carousel;

import org.jspecify.annotations.NullMarked;
