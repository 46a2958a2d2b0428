/** Tests of the plugins' package. */
@NullMarked
package dev.carousel.plugin;

import org.jspecify.annotations.NullMarked;
