/** Tests of where the first value that is not finite is found. */
@NullMarked
package dev.carousel.nonfinite;

import org.jspecify.annotations.NullMarked;
