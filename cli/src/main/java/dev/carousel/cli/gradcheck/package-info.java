/** Compares the gradients of cells with finite differences. Nothing is null unless marked. */
@NullMarked
package dev.carousel.cli.gradcheck;

import org.jspecify.annotations.NullMarked;
