@NullMarked
package dev.carousel.flow.measured;

import org.jspecify.annotations.NullMarked;
