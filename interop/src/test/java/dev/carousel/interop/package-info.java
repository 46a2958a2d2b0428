/** Tests of what all formats share. Nothing is null unless marked. */
@NullMarked
package dev.carousel.interop;

import org.jspecify.annotations.NullMarked;
