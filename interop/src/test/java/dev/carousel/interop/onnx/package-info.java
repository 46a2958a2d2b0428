@NullMarked
package dev.carousel.interop.onnx;

import org.jspecify.annotations.NullMarked;
