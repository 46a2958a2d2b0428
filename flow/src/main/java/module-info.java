/** The laboratory: measurements of the gradient's flow, findings, remedies and proofs. */
module dev.carousel.flow {
  requires com.google.guice;
  requires commons.math3;
  requires transitive dev.carousel.core;
  requires transitive dev.carousel.experiments;
  requires org.slf4j;
  requires static transitive org.apiguardian.api;
  requires static transitive org.jspecify;

  exports dev.carousel.flow;
  exports dev.carousel.flow.assertions;
  exports dev.carousel.flow.clipping;
  exports dev.carousel.flow.context;
  exports dev.carousel.flow.diagnosis;
  exports dev.carousel.flow.dynamics;
  exports dev.carousel.flow.lab;
  exports dev.carousel.flow.measured;
  exports dev.carousel.flow.remedy;
  exports dev.carousel.flow.report;
  exports dev.carousel.flow.steps;
  exports dev.carousel.flow.study;
  exports dev.carousel.flow.training;
  exports dev.carousel.flow.trial;
  exports dev.carousel.flow.words;
}
