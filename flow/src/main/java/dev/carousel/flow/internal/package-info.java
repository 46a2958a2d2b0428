/** What several measurements share, for this module alone. Nothing is null unless marked. */
@NullMarked
package dev.carousel.flow.internal;

import org.jspecify.annotations.NullMarked;
