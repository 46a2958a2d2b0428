/**
 * Optimizers: {@code sgd}, {@code rmsprop}, {@code adagrad}, {@code adam} and {@code adamw}, with
 * PyTorch's formulas and defaults.
 *
 * <p>The public classes are the providers, listed in {@code META-INF/services}; each documents its
 * equation. The optimizers themselves are immutable records: all that they remember is in the
 * {@link dev.carousel.spi.OptimizerState}. The numbers of both precisions are worked in double and
 * rounded when they are stored.
 *
 * <p>Symbols: w parameter, g gradient, t count of updates from 1, lr the option {@code lr} times
 * the schedule's factor. Every operation is per element. Nothing is null.
 */
@NullMarked
package dev.carousel.optimizers;

import org.jspecify.annotations.NullMarked;
