/** A gradient hook for Carousel. */
@NullMarked
package org.example.myclip;

import org.jspecify.annotations.NullMarked;
