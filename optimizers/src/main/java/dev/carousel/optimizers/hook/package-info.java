/**
 * Gradient hooks: the clipping hooks {@code clip-norm}, {@code clip-layer-norm}, {@code
 * clip-value}, {@code clip-step}, {@code autoclip}, {@code zclip}, {@code adagc} and {@code agc};
 * {@code gradient-noise}; {@code h-detach}, which strengthens the gradient on the carousel; and the
 * guard {@code non-finite}.
 *
 * <p><b>NaN and infinity.</b> A clipping hook changes nothing if the norm is NaN or infinite.
 * Scaling by such a norm would turn the gradient into zeros or spread one NaN over every parameter.
 * Clamping an infinity to the threshold would make an overflow look like an ordinary large
 * gradient. Unchanged, it reaches the guard {@code non-finite}, which skips the update and names
 * the tensor.
 *
 * <p>In Java, each is named by a class with a method for each setting: {@code ClipNorm.at(1)}. For
 * the command line, the providers are listed in {@code META-INF/services}; each documents its rule,
 * and its defaults are also those of the class. Nothing is null.
 */
@API(status = Status.MAINTAINED, since = "0.1")
@NullMarked
package dev.carousel.optimizers.hook;

import org.apiguardian.api.API;
import org.apiguardian.api.API.Status;
import org.jspecify.annotations.NullMarked;
