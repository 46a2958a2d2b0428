/**
 * HDF5 files through jHDF, whose parsers are handed no more of a file than limits allow. Nothing is
 * null unless marked.
 */
@NullMarked
package dev.carousel.interop.internal.hdf5;

import org.jspecify.annotations.NullMarked;
