/** The classic tasks of the literature on long time lags. Nothing is null. */
@NullMarked
package dev.carousel.data.tasks;

import org.jspecify.annotations.NullMarked;
