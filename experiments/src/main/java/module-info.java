/** Trials over seeds and settings: statistics of them, and search. */
module dev.carousel.experiments {
  requires commons.math3;
  requires transitive dev.carousel.core;
  requires static transitive org.apiguardian.api;
  requires static transitive org.jspecify;

  exports dev.carousel.experiments.search;
  exports dev.carousel.experiments.statistics;
}
