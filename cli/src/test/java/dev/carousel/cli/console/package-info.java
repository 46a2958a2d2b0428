@NullMarked
package dev.carousel.cli.console;

import org.jspecify.annotations.NullMarked;
