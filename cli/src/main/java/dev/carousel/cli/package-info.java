/** The command line: {@link dev.carousel.cli.Main} and how it answers. Nothing is null. */
@NullMarked
package dev.carousel.cli;

import org.jspecify.annotations.NullMarked;
