/** Plugin: verifies exported ONNX files, by ONNX Runtime. */
module dev.carousel.onnxruntime {
  requires com.microsoft.onnxruntime;
  requires transitive dev.carousel.core;
  requires transitive dev.carousel.interop;
  requires static transitive org.apiguardian.api;
  requires static transitive org.jspecify;

  exports dev.carousel.onnxruntime;

  provides dev.carousel.interop.onnx.OnnxVerifier with
      dev.carousel.onnxruntime.OnnxRuntimeVerifier;
}
