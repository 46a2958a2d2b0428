/** The command {@code export}. Nothing is null unless marked. */
@NullMarked
package dev.carousel.cli.export;

import org.jspecify.annotations.NullMarked;
