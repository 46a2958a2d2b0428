/** {@code carousel sweep}: the same data with several settings and seeds. */
@NullMarked
package dev.carousel.cli.sweep;

import org.jspecify.annotations.NullMarked;
