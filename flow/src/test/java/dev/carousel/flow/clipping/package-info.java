@NullMarked
package dev.carousel.flow.clipping;

import org.jspecify.annotations.NullMarked;
