/** Weights of other frameworks in, Carousel's networks out, and events for TensorBoard. */
module dev.carousel.interop {
  requires transitive dev.carousel.core;
  requires static transitive org.apiguardian.api;
  requires static transitive org.jspecify;

  exports dev.carousel.interop;
  exports dev.carousel.interop.onnx;
  exports dev.carousel.interop.pytorch;
  exports dev.carousel.interop.tensorboard;
}
