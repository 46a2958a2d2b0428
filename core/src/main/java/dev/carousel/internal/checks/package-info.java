/** Checks of sizes that several packages share. Nothing is null unless marked. */
@NullMarked
package dev.carousel.internal.checks;

import org.jspecify.annotations.NullMarked;
