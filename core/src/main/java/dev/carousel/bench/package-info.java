/** Times a layer: what {@code carousel bench} prints. Nothing is null. */
@NullMarked
package dev.carousel.bench;

import org.jspecify.annotations.NullMarked;
