/** The command {@code replay}. Nothing is null unless marked. */
@NullMarked
package dev.carousel.cli.replay;

import org.jspecify.annotations.NullMarked;
