@NullMarked
package dev.carousel.cli.tour;

import org.jspecify.annotations.NullMarked;
