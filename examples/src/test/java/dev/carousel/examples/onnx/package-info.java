@NullMarked
package dev.carousel.examples.onnx;

import org.jspecify.annotations.NullMarked;
