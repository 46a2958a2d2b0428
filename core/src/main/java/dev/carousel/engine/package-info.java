/**
 * Running cells over sequences, forward and backward: the {@link dev.carousel.engine.Engine} and
 * the programs that it compiles cells into. Nothing is null unless marked.
 */
@API(status = Status.MAINTAINED, since = "0.1")
@NullMarked
package dev.carousel.engine;

import org.apiguardian.api.API;
import org.apiguardian.api.API.Status;
import org.jspecify.annotations.NullMarked;
