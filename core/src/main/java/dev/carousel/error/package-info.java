/**
 * Errors: one exception type whose message says what was expected, what was found, where, and how
 * to correct it. Nothing is null unless marked.
 */
@API(status = Status.MAINTAINED, since = "0.1")
@NullMarked
package dev.carousel.error;

import org.apiguardian.api.API;
import org.apiguardian.api.API.Status;
import org.jspecify.annotations.NullMarked;
