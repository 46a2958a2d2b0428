/**
 * Errors as a product: one exception type whose message says what was expected, what was found,
 * where, and how to mend it. Nothing is null unless marked.
 */
@NullMarked
package dev.carousel.error;

import org.jspecify.annotations.NullMarked;
