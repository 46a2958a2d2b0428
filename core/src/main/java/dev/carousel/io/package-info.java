/**
 * Files that hold data, never code, and are never half-written: tensors in the safetensors format,
 * and atomic replacement of files. Nothing is null.
 */
@NullMarked
package dev.carousel.io;

import org.jspecify.annotations.NullMarked;
