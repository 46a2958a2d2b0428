/** Holds a cell's gradients against finite differences. Nothing is null. */
@NullMarked
package dev.carousel.gradcheck;

import org.jspecify.annotations.NullMarked;
