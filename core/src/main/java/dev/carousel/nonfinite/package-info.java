/**
 * Where the first value that is not finite came from: {@link dev.carousel.nonfinite.FailedUpdate}
 * runs an update once more, value by value, and {@link dev.carousel.nonfinite.FailedUpdateFile}
 * keeps it to be run again. Nothing is null unless marked.
 */
@API(status = Status.EXPERIMENTAL, since = "0.1")
@NullMarked
package dev.carousel.nonfinite;

import org.apiguardian.api.API;
import org.apiguardian.api.API.Status;
import org.jspecify.annotations.NullMarked;
