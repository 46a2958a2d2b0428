/**
 * What the data rewards: how the loss of a trained network falls as it sees more of the past, and
 * at which lags the target depends on the input. Nothing is null unless marked.
 */
@NullMarked
package dev.carousel.flow.context;

import org.jspecify.annotations.NullMarked;
