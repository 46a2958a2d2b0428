/** Plugin: losses; and metrics, which measure predictions. */
module dev.carousel.losses {
  requires commons.math3;
  requires transitive dev.carousel.core;
  requires static transitive org.apiguardian.api;
  requires static transitive org.jspecify;

  exports dev.carousel.losses;
  exports dev.carousel.metrics;

  provides dev.carousel.spi.LossProvider with
      dev.carousel.losses.CrossEntropyProvider,
      dev.carousel.losses.MseProvider,
      dev.carousel.losses.MaeProvider,
      dev.carousel.losses.HuberProvider,
      dev.carousel.losses.QuantileProvider,
      dev.carousel.losses.GaussianProvider,
      dev.carousel.losses.StudentTProvider,
      dev.carousel.losses.NegativeBinomialProvider,
      dev.carousel.losses.BinaryProvider;
}
