/** The command {@code bench}. */
@NullMarked
package dev.carousel.cli.bench;

import org.jspecify.annotations.NullMarked;
