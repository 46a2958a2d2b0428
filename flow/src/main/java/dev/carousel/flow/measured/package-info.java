/**
 * Networks measured on one part of some data: what was measured of them, how far back, and what
 * they were trained with. Nothing is null unless marked.
 */
@NullMarked
package dev.carousel.flow.measured;

import org.jspecify.annotations.NullMarked;
