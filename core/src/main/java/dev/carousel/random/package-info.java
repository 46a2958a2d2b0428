/**
 * Random streams that depend on a seed and a purpose alone, never on the order of calls. Nothing is
 * null.
 */
@NullMarked
package dev.carousel.random;

import org.jspecify.annotations.NullMarked;
