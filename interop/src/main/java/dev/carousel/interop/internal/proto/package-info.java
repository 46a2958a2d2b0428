/** The wire format of Protocol Buffers, as far as ONNX and TensorBoard need it. */
@NullMarked
package dev.carousel.interop.internal.proto;

import org.jspecify.annotations.NullMarked;
