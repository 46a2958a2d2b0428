/** Columns as they grow while a source is read. Nothing is null unless marked. */
@NullMarked
package dev.carousel.data.internal.columns;

import org.jspecify.annotations.NullMarked;
