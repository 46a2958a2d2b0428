@NullMarked
package dev.carousel.interop.internal.onnx.read;

import org.jspecify.annotations.NullMarked;
