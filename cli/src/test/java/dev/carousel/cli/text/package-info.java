@NullMarked
package dev.carousel.cli.text;

import org.jspecify.annotations.NullMarked;
