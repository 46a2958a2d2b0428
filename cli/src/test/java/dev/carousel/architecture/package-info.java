/** The rules that hold across modules. */
@NullMarked
package dev.carousel.architecture;

import org.jspecify.annotations.NullMarked;
