/** Tests of the wiring. */
@NullMarked
package dev.carousel;

import org.jspecify.annotations.NullMarked;
