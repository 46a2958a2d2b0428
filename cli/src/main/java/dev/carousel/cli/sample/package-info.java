/** The command {@code sample}. Nothing is null unless marked. */
@NullMarked
package dev.carousel.cli.sample;

import org.jspecify.annotations.NullMarked;
