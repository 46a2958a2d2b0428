/** {@code carousel reproduce}: published results as frozen experiments. */
@NullMarked
package dev.carousel.cli.reproduce;

import org.jspecify.annotations.NullMarked;
