/** The minimal gated unit, a cell for Carousel. */
@NullMarked
package org.example.mgu;

import org.jspecify.annotations.NullMarked;
