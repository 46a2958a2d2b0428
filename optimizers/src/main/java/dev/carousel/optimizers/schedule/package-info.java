/**
 * Schedules: {@code constant}, {@code step}, {@code cosine}, {@code linear-warmup}, {@code
 * one-cycle} and {@code plateau}. Each gives a factor on the optimizer's step size for an update,
 * counted from 0; {@code plateau} reads the validation losses for it. In Java, each is named by a
 * class with a method for each setting: {@code Cosine.over(1000)}. For the command line, the
 * providers are listed in {@code META-INF/services}; the schedules are immutable records. Nothing
 * is null.
 */
@API(status = Status.MAINTAINED, since = "0.1")
@NullMarked
package dev.carousel.optimizers.schedule;

import org.apiguardian.api.API;
import org.apiguardian.api.API.Status;
import org.jspecify.annotations.NullMarked;
