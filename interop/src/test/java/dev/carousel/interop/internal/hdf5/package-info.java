/** Tests of what is read of HDF5 files. Nothing is null unless marked. */
@NullMarked
package dev.carousel.interop.internal.hdf5;

import org.jspecify.annotations.NullMarked;
