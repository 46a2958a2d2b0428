/** Carousel inside another program: from a text to a report on gradient flow. */
@NullMarked
package dev.carousel.examples.embedding;

import org.jspecify.annotations.NullMarked;
