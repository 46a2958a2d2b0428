/**
 * Trains one network under several ways to clip gradients, and holds the trainings side by side.
 * Nothing is null unless marked.
 */
@NullMarked
package dev.carousel.flow.clipping;

import org.jspecify.annotations.NullMarked;
