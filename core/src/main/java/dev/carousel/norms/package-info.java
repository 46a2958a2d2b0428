/**
 * How well each step back preserves the norm of an error: measured with the gradients of a backward
 * pass, for a hook that watches norms and for the laboratory. Nothing is null unless marked.
 */
@NullMarked
package dev.carousel.norms;

import org.jspecify.annotations.NullMarked;
