/**
 * What a plugin implements: cells, optimizers, schedules and gradient hooks, each behind a provider
 * that {@link java.util.ServiceLoader} finds. Nothing is null unless marked.
 */
@NullMarked
package dev.carousel.spi;

import org.jspecify.annotations.NullMarked;
