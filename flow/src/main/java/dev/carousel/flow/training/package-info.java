/**
 * Measurements during training: listeners that record clipping, updates and gradient flow, and
 * advice from them. Nothing is null unless marked.
 */
@API(status = Status.EXPERIMENTAL, since = "0.1")
@NullMarked
package dev.carousel.flow.training;

import org.apiguardian.api.API;
import org.apiguardian.api.API.Status;
import org.jspecify.annotations.NullMarked;
