/**
 * Files that hold data, never code, and are never partly written: tensors in the safetensors
 * format, and atomic replacement of files. Nothing is null.
 */
@API(status = Status.EXPERIMENTAL, since = "0.1")
@NullMarked
package dev.carousel.io;

import org.apiguardian.api.API;
import org.apiguardian.api.API.Status;
import org.jspecify.annotations.NullMarked;
