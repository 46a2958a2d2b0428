@NullMarked
package dev.carousel.refusal;

import org.jspecify.annotations.NullMarked;
