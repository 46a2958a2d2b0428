/**
 * Losses: what training minimises. Of classes {@code cross-entropy}; of numbers {@code mse}, {@code
 * mae}, {@code huber}, {@code quantile}, {@code gaussian}, {@code student-t}, {@code
 * negative-binomial} and {@code binary}.
 *
 * <p>In Java, each is named by a class with a method for each setting: {@code NetworkSpec.of(shape,
 * cell).loss(Huber.at(1))}. For the command line, the providers are listed in {@code
 * META-INF/services}; each documents its equation, its gradient and its source. The losses are
 * immutable records that compute in double. Symbols: t target, y output. Nothing is null unless
 * marked.
 */
@API(status = Status.EXPERIMENTAL, since = "0.2")
@NullMarked
package dev.carousel.losses;

import org.apiguardian.api.API;
import org.apiguardian.api.API.Status;
import org.jspecify.annotations.NullMarked;
