/** The command {@code evaluate}, and how errors are told in original units. Nothing is null. */
@NullMarked
package dev.carousel.cli.evaluate;

import org.jspecify.annotations.NullMarked;
