/**
 * Optimizers: {@code sgd}, {@code rmsprop}, {@code adagrad}, {@code adam}, {@code adamw}, {@code
 * nadam}, {@code radam} and {@code muon}, with PyTorch's formulas and defaults; {@code lion},
 * {@code schedule-free} and {@code spam}, with those of their papers.
 *
 * <p>In Java, each is named by a class with a method for each setting: {@code
 * Adam.withStep(0.01).beta1(0.8)}. For the command line, the providers are listed in {@code
 * META-INF/services}; each documents its equation, and its defaults are also those of the class.
 * The optimizers are immutable records: their memory is in the {@link
 * dev.carousel.spi.OptimizerState}. Both precisions compute in double and round when values are
 * stored.
 *
 * <p>Symbols: w parameter, g gradient, t count of updates from 1, lr the option {@code lr} times
 * the schedule's factor. Every operation is per element, except in {@code muon}. Nothing is null.
 */
@API(status = Status.MAINTAINED, since = "0.1")
@NullMarked
package dev.carousel.optimizers;

import org.apiguardian.api.API;
import org.apiguardian.api.API.Status;
import org.jspecify.annotations.NullMarked;
