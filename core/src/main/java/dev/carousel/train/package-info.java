/**
 * Training: {@link dev.carousel.train.Trainer} passes chunks of data to a network, gradients to
 * hooks and the optimizer, and checkpoints to listeners. Nothing is null unless marked.
 */
@API(status = Status.MAINTAINED, since = "0.1")
@NullMarked
package dev.carousel.train;

import org.apiguardian.api.API;
import org.apiguardian.api.API.Status;
import org.jspecify.annotations.NullMarked;
