/** How graphs of ONNX become networks. Nothing is null unless marked. */
@NullMarked
package dev.carousel.interop.internal.onnx.read;

import org.jspecify.annotations.NullMarked;
