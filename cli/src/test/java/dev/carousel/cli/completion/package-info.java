@NullMarked
package dev.carousel.cli.completion;

import org.jspecify.annotations.NullMarked;
