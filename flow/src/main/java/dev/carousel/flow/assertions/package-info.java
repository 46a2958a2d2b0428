/** Assertions on gradient flow for tests, whatever runs them. Nothing is null unless marked. */
@NullMarked
package dev.carousel.flow.assertions;

import org.jspecify.annotations.NullMarked;
