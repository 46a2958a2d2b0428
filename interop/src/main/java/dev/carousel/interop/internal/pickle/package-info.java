/**
 * A subset of Python's pickles: data, of which nothing is ever run. Nothing is null unless marked.
 */
@NullMarked
package dev.carousel.interop.internal.pickle;

import org.jspecify.annotations.NullMarked;
