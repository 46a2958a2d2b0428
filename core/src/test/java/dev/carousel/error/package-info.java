@NullMarked
package dev.carousel.error;

import org.jspecify.annotations.NullMarked;
