/** An optimizer for Carousel. */
@NullMarked
package org.example.mymomentum;

import org.jspecify.annotations.NullMarked;
