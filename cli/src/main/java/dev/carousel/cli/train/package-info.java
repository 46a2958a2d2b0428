/** The command {@code train}. Nothing is null unless marked. */
@NullMarked
package dev.carousel.cli.train;

import org.jspecify.annotations.NullMarked;
