/** A recurrent cell for Carousel. */
@NullMarked
package org.example.mymgu;

import org.jspecify.annotations.NullMarked;
