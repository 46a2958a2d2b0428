/** What the contracts of this module share. */
@NullMarked
package dev.carousel.testkit.internal;

import org.jspecify.annotations.NullMarked;
