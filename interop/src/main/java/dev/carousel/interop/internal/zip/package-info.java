/**
 * Archives that hold what they name uncompressed, as PyTorch writes them. Nothing is null unless
 * marked.
 */
@NullMarked
package dev.carousel.interop.internal.zip;

import org.jspecify.annotations.NullMarked;
