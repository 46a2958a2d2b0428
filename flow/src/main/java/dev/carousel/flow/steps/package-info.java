/**
 * The gradient of the ordinary loss, step by step: what reaches each step, and what each step adds
 * to the weights' gradient. Also what shorter chunks keep of it, and how far back inputs affect a
 * loss. Nothing is null unless marked.
 */
@API(status = Status.EXPERIMENTAL, since = "0.1")
@NullMarked
package dev.carousel.flow.steps;

import org.apiguardian.api.API;
import org.apiguardian.api.API.Status;
import org.jspecify.annotations.NullMarked;
