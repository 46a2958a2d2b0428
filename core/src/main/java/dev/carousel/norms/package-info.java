/** How well each step back preserves the norm of an error. Nothing is null unless marked. */
@NullMarked
package dev.carousel.norms;

import org.jspecify.annotations.NullMarked;
