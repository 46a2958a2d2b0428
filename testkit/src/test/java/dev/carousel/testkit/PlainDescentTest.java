package dev.carousel.testkit;

import dev.carousel.spi.Optimizer;

/** A right optimizer passes the whole contract. */
class PlainDescentTest extends OptimizerContract {
  @Override
  protected Optimizer optimizer() {
    return new PlainDescent();
  }
}
