/** Networks of other frameworks, and the command {@code import}. Nothing is null unless marked. */
@NullMarked
package dev.carousel.cli.foreign;

import org.jspecify.annotations.NullMarked;
