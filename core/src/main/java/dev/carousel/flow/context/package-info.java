/**
 * What the data rewards: how the loss of a trained network falls as it sees more of the past, and
 * at which lags what is to be predicted depends on what was read. Nothing is null unless marked.
 */
@NullMarked
package dev.carousel.flow.context;

import org.jspecify.annotations.NullMarked;
