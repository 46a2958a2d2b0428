/** What the engines share: argument checks and the scalar meaning of each operation. */
@NullMarked
package dev.carousel.internal.engine;

import org.jspecify.annotations.NullMarked;
