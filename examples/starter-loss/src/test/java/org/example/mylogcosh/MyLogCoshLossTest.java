package org.example.mylogcosh;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.carousel.spi.Loss;
import dev.carousel.testkit.LossContract;
import org.junit.jupiter.api.Test;

class MyLogCoshLossTest extends LossContract {
  @Override
  protected Loss loss() {
    return new MyLogCoshLoss(0.7);
  }

  /** The contract compares loss and gradient with each other; this is the loss that is meant. */
  @Test
  void theLossIsThatOfTheFormula() {
    double[] gradient = new double[1];
    double loss = new MyLogCoshLoss(2).loss(new double[] {1.5}, 0.3, gradient);
    assertEquals(4 * Math.log(Math.cosh(0.6)), loss, 1e-12);
    assertEquals(2 * Math.tanh(0.6), gradient[0], 1e-12);
  }
}
