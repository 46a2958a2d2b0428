/** Compares a cell's gradients with finite differences. Nothing is null. */
@API(status = Status.MAINTAINED, since = "0.1")
@NullMarked
package dev.carousel.gradcheck;

import org.apiguardian.api.API;
import org.apiguardian.api.API.Status;
import org.jspecify.annotations.NullMarked;
