/**
 * Random streams that depend only on a seed and a purpose, never on the order of calls. Nothing is
 * null.
 */
@API(status = Status.MAINTAINED, since = "0.1")
@NullMarked
package dev.carousel.random;

import org.apiguardian.api.API;
import org.apiguardian.api.API.Status;
import org.jspecify.annotations.NullMarked;
