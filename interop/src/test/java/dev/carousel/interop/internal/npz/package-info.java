/** Tests of what is read of NumPy's archives. Nothing is null unless marked. */
@NullMarked
package dev.carousel.interop.internal.npz;

import org.jspecify.annotations.NullMarked;
