/**
 * The SPIs, the engine, networks, training, plugin discovery and wiring. Packages of {@code
 * dev.carousel.internal} are for core alone, but for those that other modules of Carousel use.
 */
module dev.carousel.core {
  requires com.fasterxml.jackson.annotation;
  requires com.fasterxml.jackson.core;
  requires com.fasterxml.jackson.databind;
  requires com.google.common; // for Guice, which has no descriptor that says so
  requires transitive com.google.guice;
  requires commons.math3;
  requires jakarta.inject;
  requires jdk.jfr;
  requires org.objectweb.asm;
  requires org.slf4j;
  requires static jdk.incubator.vector;
  requires static transitive org.apiguardian.api;
  requires static transitive org.jspecify;

  exports dev.carousel;
  exports dev.carousel.bench;
  exports dev.carousel.data;
  exports dev.carousel.data.arrays;
  exports dev.carousel.data.frame;
  exports dev.carousel.engine;
  exports dev.carousel.error;
  exports dev.carousel.expr;
  exports dev.carousel.gradcheck;
  exports dev.carousel.io;
  exports dev.carousel.model;
  exports dev.carousel.nonfinite;
  exports dev.carousel.norms;
  exports dev.carousel.plugin;
  exports dev.carousel.random;
  exports dev.carousel.spi;
  exports dev.carousel.tensor;
  exports dev.carousel.train;
  exports dev.carousel.train.run;
  exports dev.carousel.io.internal to
      dev.carousel.cli,
      dev.carousel.interop;
  exports dev.carousel.tensor.internal to
      dev.carousel.cli,
      dev.carousel.flow;
  exports dev.carousel.internal.engine.reference to
      dev.carousel.interop;
  exports dev.carousel.internal.graph to
      dev.carousel.interop;
  exports dev.carousel.internal.norms to
      dev.carousel.flow,
      dev.carousel.testkit;
  exports dev.carousel.internal.contract to
      dev.carousel.testkit;

  opens dev.carousel.data to
      com.fasterxml.jackson.databind;
  opens dev.carousel.model to
      com.fasterxml.jackson.databind;
  opens dev.carousel.nonfinite to
      com.fasterxml.jackson.databind;
  opens dev.carousel.train to
      com.fasterxml.jackson.databind;
  opens dev.carousel.train.run to
      com.fasterxml.jackson.databind;

  uses dev.carousel.data.CodecKind;
  uses dev.carousel.data.TaskProvider;
  uses dev.carousel.data.frame.FrameSourceProvider;
  uses dev.carousel.spi.CellProvider;
  uses dev.carousel.spi.GradientHookProvider;
  uses dev.carousel.spi.LossProvider;
  uses dev.carousel.spi.OptimizerProvider;
  uses dev.carousel.spi.ScheduleProvider;

  provides dev.carousel.data.CodecKind with
      dev.carousel.data.arrays.ArraysKind;
}
