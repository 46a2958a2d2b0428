@NullMarked
package dev.carousel.cli.options;

import org.jspecify.annotations.NullMarked;
