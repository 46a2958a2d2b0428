/**
 * Training: {@link dev.carousel.train.Trainer} hands chunks of data to a network, gradients to
 * hooks and to the optimizer, and checkpoints to whoever keeps them. Nothing is null unless marked.
 */
@NullMarked
package dev.carousel.train;

import org.jspecify.annotations.NullMarked;
