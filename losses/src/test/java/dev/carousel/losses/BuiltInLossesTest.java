package dev.carousel.losses;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.carousel.plugin.Chosen;
import dev.carousel.spi.Loss;
import dev.carousel.spi.LossProvider;
import dev.carousel.testkit.LossContract;
import java.util.Arrays;
import java.util.Locale;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** The contract of every built-in loss. */
class BuiltInLossesTest {
  /** A contract for each. */
  abstract static class Contract extends LossContract {
    private final Chosen<Loss> chosen;

    Contract(Chosen<Loss> chosen) {
      this.chosen = chosen;
    }

    @Override
    protected Loss loss() {
      return chosen.make();
    }
  }

  @Nested
  class OfCrossEntropy extends Contract {
    OfCrossEntropy() {
      super(CrossEntropy.usual());
    }
  }

  @Nested
  class OfCrossEntropySmoothed extends Contract {
    OfCrossEntropySmoothed() {
      super(CrossEntropy.smoothed(0.1));
    }
  }

  @Nested
  class OfCrossEntropyWeighted extends Contract {
    OfCrossEntropyWeighted() {
      super(CrossEntropy.smoothed(0.2).weights(0.5, 2, 0, 1.5));
    }
  }

  @Nested
  class OfMse extends Contract {
    OfMse() {
      super(Mse.usual());
    }
  }

  @Nested
  class OfMae extends Contract {
    OfMae() {
      super(Mae.usual());
    }
  }

  @Nested
  class OfHuber extends Contract {
    OfHuber() {
      super(Huber.at(0.7));
    }
  }

  @Nested
  class OfQuantile extends Contract {
    OfQuantile() {
      super(Quantile.usual());
    }
  }

  @Nested
  class OfHighQuantiles extends Contract {
    OfHighQuantiles() {
      super(Quantile.at(0.6, 0.95));
    }
  }

  @Nested
  class OfGaussian extends Contract {
    OfGaussian() {
      super(Gaussian.usual());
    }
  }

  @Nested
  class OfStudentT extends Contract {
    OfStudentT() {
      super(StudentT.usual());
    }
  }

  @Nested
  class OfNegativeBinomial extends Contract {
    OfNegativeBinomial() {
      super(NegativeBinomial.usual());
    }

    @Override
    protected double[] targets() {
      return new double[] {0, 1, 2, 3, 7, 30, 0, 1, 2000};
    }
  }

  @Nested
  class OfBinary extends Contract {
    OfBinary() {
      super(Binary.usual());
    }

    @Override
    protected double[] targets() {
      return new double[] {0, 1, 1, 0.25};
    }
  }

  @Test
  void everyProviderHasAContract() {
    Set<String> ids =
        ServiceLoader.load(LossProvider.class).stream()
            .map(found -> found.get().id().replace("-", ""))
            .collect(Collectors.toCollection(TreeSet::new));
    assertEquals(9, ids.size(), ids::toString);
    Set<String> tested =
        Arrays.stream(BuiltInLossesTest.class.getDeclaredClasses())
            .map(type -> type.getSimpleName().replaceFirst("^Of", "").toLowerCase(Locale.ROOT))
            .collect(Collectors.toSet());
    ids.removeAll(tested);
    assertEquals(Set.of(), ids, "without a contract");
  }

  @Test
  void everyProviderSaysWhatItIsFor() {
    for (LossProvider provider : ServiceLoader.load(LossProvider.class)) {
      assertTrue(provider.description().length() > 10, provider.id());
    }
  }

  @Test
  void theChanceOfYesIsTheSigmoid() {
    assertEquals(0.75, new BinaryLoss().point(new double[] {Math.log(3)}), 1e-15);
  }
}
