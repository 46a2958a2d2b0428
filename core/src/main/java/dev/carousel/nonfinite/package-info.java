/**
 * The origin of the first value that is not finite: {@link dev.carousel.nonfinite.FailedUpdate}
 * repeats an update value by value, and {@link dev.carousel.nonfinite.FailedUpdateFile} stores it.
 * Nothing is null unless marked.
 */
@API(status = Status.EXPERIMENTAL, since = "0.1")
@NullMarked
package dev.carousel.nonfinite;

import org.apiguardian.api.API;
import org.apiguardian.api.API.Status;
import org.jspecify.annotations.NullMarked;
