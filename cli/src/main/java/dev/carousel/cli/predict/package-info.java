/** The command {@code predict}. Nothing is null. */
@NullMarked
package dev.carousel.cli.predict;

import org.jspecify.annotations.NullMarked;
