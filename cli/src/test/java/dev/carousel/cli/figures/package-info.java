/** Nothing is null. */
@NullMarked
package dev.carousel.cli.figures;

import org.jspecify.annotations.NullMarked;
