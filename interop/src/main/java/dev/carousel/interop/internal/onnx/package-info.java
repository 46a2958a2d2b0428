/** How networks become graphs of ONNX, and back. Nothing is null unless marked. */
@NullMarked
package dev.carousel.interop.internal.onnx;

import org.jspecify.annotations.NullMarked;
