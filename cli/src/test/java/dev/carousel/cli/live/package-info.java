@NullMarked
package dev.carousel.cli.live;

import org.jspecify.annotations.NullMarked;
