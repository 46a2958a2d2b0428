/**
 * How files of data are read: strictly, once, and not if they cannot fit into memory. Nothing is
 * null unless marked.
 */
@NullMarked
package dev.carousel.data.internal.reading;

import org.jspecify.annotations.NullMarked;
