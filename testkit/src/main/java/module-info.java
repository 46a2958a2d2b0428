/** The contracts that cells, optimizers, schedules and gradient hooks must pass. */
module dev.carousel.testkit {
  requires com.fasterxml.jackson.databind;
  requires commons.math3;
  requires transitive dev.carousel.core;
  requires transitive org.junit.jupiter.api;
  requires transitive org.junit.jupiter.params;
  requires static transitive org.apiguardian.api;
  requires static transitive org.jspecify;

  exports dev.carousel.testkit;
  exports dev.carousel.testkit.golden;
}
