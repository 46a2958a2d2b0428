/** The notebook of the examples, run. */
@NullMarked
package dev.carousel.examples.notebook;

import org.jspecify.annotations.NullMarked;
