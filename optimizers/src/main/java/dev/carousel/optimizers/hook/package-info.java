/**
 * Gradient hooks: the clips {@code clip-norm}, {@code clip-layer-norm}, {@code clip-value}, {@code
 * clip-step}, {@code autoclip}, {@code zclip} and {@code agc}; {@code gradient-noise}; {@code
 * h-detach}, which lets the carousel be heard; and the guard {@code non-finite}.
 *
 * <p><b>What clips do with NaN and infinity.</b> A clip leaves what it cannot measure exactly as it
 * found it: where the norm is NaN or infinite, nothing is changed. To scale by such a norm would
 * turn the gradient into zeros or spread one NaN over every parameter, and to clamp an infinity to
 * the threshold would pass an overflow off as an ordinary large gradient. Left alone, it reaches
 * the guard {@code non-finite}, which skips the update and names the tensor.
 *
 * <p>In Java, each is named by a class with a method for each setting: {@code ClipNorm.at(1)}. For
 * the command line, the providers are listed in {@code META-INF/services}; each documents its rule,
 * and its defaults are those of the class too. Nothing is null.
 */
@API(status = Status.MAINTAINED, since = "0.1")
@NullMarked
package dev.carousel.optimizers.hook;

import org.apiguardian.api.API;
import org.apiguardian.api.API.Status;
import org.jspecify.annotations.NullMarked;
