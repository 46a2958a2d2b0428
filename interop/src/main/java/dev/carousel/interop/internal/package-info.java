/** What the readers of files share. Nothing is null unless marked. */
@NullMarked
package dev.carousel.interop.internal;

import org.jspecify.annotations.NullMarked;
