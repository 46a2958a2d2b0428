/** How records are written into files as JSON, and read again. Nothing is null unless marked. */
@NullMarked
package dev.carousel.internal.json;

import org.jspecify.annotations.NullMarked;
