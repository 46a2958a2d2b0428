@NullMarked
package dev.carousel.cli.train;

import org.jspecify.annotations.NullMarked;
