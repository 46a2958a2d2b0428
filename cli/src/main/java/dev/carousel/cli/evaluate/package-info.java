/** The command {@code evaluate}. Nothing is null. */
@NullMarked
package dev.carousel.cli.evaluate;

import org.jspecify.annotations.NullMarked;
