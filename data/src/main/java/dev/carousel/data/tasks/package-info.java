/** The classic tasks from the literature on long time lags. Nothing is null. */
@API(status = Status.EXPERIMENTAL, since = "0.1")
@NullMarked
package dev.carousel.data.tasks;

import org.apiguardian.api.API;
import org.apiguardian.api.API.Status;
import org.jspecify.annotations.NullMarked;
