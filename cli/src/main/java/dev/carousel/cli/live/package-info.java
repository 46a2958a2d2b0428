/**
 * A run's report while it trains, for a browser on the same machine. Nothing is null unless marked.
 */
@NullMarked
package dev.carousel.cli.live;

import org.jspecify.annotations.NullMarked;
