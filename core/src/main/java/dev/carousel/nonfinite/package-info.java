/**
 * Where the first value that is not finite came from: {@link dev.carousel.nonfinite.FailedUpdate}
 * runs an update once more, value by value, and {@link dev.carousel.nonfinite.FailedUpdateFile}
 * keeps it to be run again. Nothing is null unless marked.
 */
@NullMarked
package dev.carousel.nonfinite;

import org.jspecify.annotations.NullMarked;
