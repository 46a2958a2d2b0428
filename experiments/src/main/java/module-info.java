/** Trials over seeds and settings: statistics of them, and search. */
module dev.carousel.experiments {
  requires com.fasterxml.jackson.annotation;
  requires com.fasterxml.jackson.core;
  requires com.fasterxml.jackson.databind;
  requires commons.math3;
  requires transitive dev.carousel.core;
  requires static transitive org.apiguardian.api;
  requires java.management;
  requires static transitive org.jspecify;
  requires org.slf4j;

  exports dev.carousel.experiments;
  exports dev.carousel.experiments.process;
  exports dev.carousel.experiments.published;
  exports dev.carousel.experiments.search;
  exports dev.carousel.experiments.statistics;

  // Records that are written as JSON.
  opens dev.carousel.experiments to
      com.fasterxml.jackson.databind;
  opens dev.carousel.experiments.published to
      com.fasterxml.jackson.databind;
  opens dev.carousel.experiments.search to
      com.fasterxml.jackson.databind;
}
