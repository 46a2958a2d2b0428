/** The checksum that a file holds of itself. Nothing is null unless marked. */
@NullMarked
package dev.carousel.internal.seal;

import org.jspecify.annotations.NullMarked;
