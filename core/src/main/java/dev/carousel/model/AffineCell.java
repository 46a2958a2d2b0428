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
 * normal with standard deviation 1.
 *
 * @param name of the map
 * @param isEmbedding whether it embeds symbols
 */
record AffineCell(String name, boolean isEmbedding) implements Cell {
  @Override
  public void step(Step s) {
    if (isEmbedding) {
      s.output(
          s.affine(
              name, Functions.weighted(s.input(), Initializers.normal(1)), Functions.noBias()));
    } else {
      var uniform = Initializers.uniform(1 / Math.sqrt(s.input().size()));
      s.output(s.affine(name, Functions.weighted(s.input(), uniform), Functions.bias(uniform)));
    }
  }
}
