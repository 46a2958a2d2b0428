/**
 * Runs exported ONNX files in ONNX Runtime, to verify them.
 *
 * <p>ONNX Runtime is native code, in the jar {@code com.microsoft.onnxruntime:onnxruntime}. No
 * other module of Carousel needs this one. Nothing is null unless marked.
 */
@API(status = Status.EXPERIMENTAL, since = "0.2")
@NullMarked
package dev.carousel.onnxruntime;

import org.apiguardian.api.API;
import org.apiguardian.api.API.Status;
import org.jspecify.annotations.NullMarked;
