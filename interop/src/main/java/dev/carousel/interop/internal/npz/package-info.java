/**
 * Arrays of NumPy by name, in archives of {@code numpy.savez}. Nothing in a file is run. Nothing is
 * null unless marked.
 */
@NullMarked
package dev.carousel.interop.internal.npz;

import org.jspecify.annotations.NullMarked;
