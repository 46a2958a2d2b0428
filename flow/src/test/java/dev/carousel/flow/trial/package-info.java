/** Tests of where the first value that is not finite is found. */
@NullMarked
package dev.carousel.flow.trial;

import org.jspecify.annotations.NullMarked;
