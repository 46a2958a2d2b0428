/**
 * How records are written into files as JSON and read again in bounded time, and the checksum that
 * a file holds of itself. Nothing is null unless marked.
 */
@NullMarked
package dev.carousel.io.internal;

import org.jspecify.annotations.NullMarked;
