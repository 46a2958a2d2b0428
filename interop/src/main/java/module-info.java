/** Weights of other frameworks in, Carousel's networks out, and events for TensorBoard. */
module dev.carousel.interop {
  requires com.fasterxml.jackson.core;
  requires com.fasterxml.jackson.databind;
  requires transitive dev.carousel.core;
  requires io.jhdf;
  requires org.apache.commons.lang3; // for jHDF, which has no descriptor that says so
  requires static transitive org.apiguardian.api;
  requires static transitive org.jspecify;

  exports dev.carousel.interop;
  exports dev.carousel.interop.keras;
  exports dev.carousel.interop.onnx;
  exports dev.carousel.interop.pytorch;
  exports dev.carousel.interop.tensorboard;

  uses dev.carousel.interop.onnx.OnnxVerifier;
}
