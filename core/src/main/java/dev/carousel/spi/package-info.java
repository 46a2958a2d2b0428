/**
 * The interfaces of plugins: cells, losses, optimizers, schedules and gradient hooks, each created
 * by a provider that {@link java.util.ServiceLoader} finds. Nothing is null unless marked.
 */
@API(status = Status.MAINTAINED, since = "0.1")
@NullMarked
package dev.carousel.spi;

import org.apiguardian.api.API;
import org.apiguardian.api.API.Status;
import org.jspecify.annotations.NullMarked;
