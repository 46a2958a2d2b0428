/** A loss for Carousel. */
@NullMarked
package org.example.mylogcosh;

import org.jspecify.annotations.NullMarked;
