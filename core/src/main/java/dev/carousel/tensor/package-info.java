/**
 * Dense row-major arrays of real numbers in single or double precision, for parameters, gradients
 * and sequences. Tensors are mutable and not synchronised: one owner at a time. Nothing is null.
 */
@API(status = Status.MAINTAINED, since = "0.1")
@NullMarked
package dev.carousel.tensor;

import org.apiguardian.api.API;
import org.apiguardian.api.API.Status;
import org.jspecify.annotations.NullMarked;
