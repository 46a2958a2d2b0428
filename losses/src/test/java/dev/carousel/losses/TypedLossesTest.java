package dev.carousel.losses;

import dev.carousel.plugin.Chosen;
import dev.carousel.testkit.ChosenContract;
import java.util.List;

class TypedLossesTest extends ChosenContract {
  @Override
  protected List<Chosen<?>> chosen() {
    return List.of(
        CrossEntropy.usual(),
        Mse.usual(),
        Mae.usual(),
        Huber.usual(),
        Quantile.usual(),
        Gaussian.usual(),
        StudentT.usual(),
        NegativeBinomial.usual(),
        Binary.usual());
  }
}
