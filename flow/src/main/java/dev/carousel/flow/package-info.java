/**
 * Gradient flow through time: how the gradient of a loss at one step fades or grows on its way
 * back, for every layer and state, and what the recurrent matrices say about it. Nothing is null
 * unless marked.
 */
@NullMarked
package dev.carousel.flow;

import org.jspecify.annotations.NullMarked;
