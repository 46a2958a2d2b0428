/** Scripts with which shells complete command lines. Nothing is null unless marked. */
@NullMarked
package dev.carousel.cli.completion;

import org.jspecify.annotations.NullMarked;
