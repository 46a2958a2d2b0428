@NullMarked
package dev.carousel.cli.export;

import org.jspecify.annotations.NullMarked;
