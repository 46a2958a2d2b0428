package dev.carousel.model;

import dev.carousel.expr.Functions;
import dev.carousel.expr.Initializers;
import dev.carousel.expr.Step;
import dev.carousel.spi.Cell;

/**
 * A cell without a state: one affine map of the input. The head of a network is one, and so is an
 * embedding, which has no bias and multiplies one-hot symbols.
 *
 * <p>Initialised like PyTorch's linear layer, uniform on +-1/sqrt(inputs), or like its embedding,
 * normal with standard deviation 1. One that the head shares starts smaller.
 *
 * @param name of the map
 * @param spread the standard deviation of an embedding at the start; 0 for a map with a bias
 */
record AffineCell(String name, double spread) implements Cell {
  @Override
  public void step(Step s) {
    if (spread > 0) {
      s.output(
          s.affine(
              name,
              Functions.weighted(s.input(), Initializers.normal(spread)),
              Functions.noBias()));
    } else {
      var uniform = Initializers.uniform(1 / Math.sqrt(s.input().size()));
      s.output(s.affine(name, Functions.weighted(s.input(), uniform), Functions.bias(uniform)));
    }
  }
}
