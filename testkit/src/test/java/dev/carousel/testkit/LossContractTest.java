package dev.carousel.testkit;

import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.carousel.spi.ClassLoss;
import dev.carousel.spi.Loss;
import dev.carousel.spi.NumberLoss;
import dev.carousel.spi.SoftmaxTerms;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

/** Each promise of the contract, broken once: the contract must notice. */
class LossContractTest {
  /** The squared error, as a base for what is broken. */
  private static class Squared implements NumberLoss {
    @Override
    public String measure() {
      return "squared error";
    }

    @Override
    public double loss(double[] outputs, double target, double[] gradient) {
      double error = outputs[0] - target;
      gradient[0] = 2 * error;
      return error * error;
    }
  }

  /** The log loss, as a base for what is broken. */
  private static class Log implements ClassLoss {
    @Override
    public String measure() {
      return "log loss";
    }

    @Override
    public double loss(double[] logits, int target, double[] gradient) {
      return SoftmaxTerms.PLAIN.loss(logits, target, gradient);
    }
  }

  /** The contract of a loss of numbers that is right. */
  @Nested
  class OfSquares extends LossContract {
    @Override
    protected Loss loss() {
      return new Squared();
    }
  }

  /** The contract of a loss of classes that the engine does not know. */
  @Nested
  class OfClasses extends LossContract {
    @Override
    protected Loss loss() {
      return new Log();
    }
  }

  private static LossContract contractOf(Loss loss) {
    return new LossContract() {
      @Override
      protected Loss loss() {
        return loss;
      }
    };
  }

  private static void assertNoticed(String expectedInMessage, Executable promise) {
    AssertionError noticed = assertThrows(AssertionError.class, promise);
    assertTrue(String.valueOf(noticed.getMessage()).contains(expectedInMessage), noticed::toString);
  }

  @Test
  void noticesAWrongGradient() {
    Loss wrong =
        new Squared() {
          @Override
          public double loss(double[] outputs, double target, double[] gradient) {
            double loss = super.loss(outputs, target, gradient);
            gradient[0] *= 1.00001;
            return loss;
          }
        };
    assertNoticed("the gradient of output 0 is", contractOf(wrong)::gradientsAgreeWithDifferences);
  }

  @Test
  void noticesAGradientOutsideOfAKink() {
    Loss wrong =
        new Squared() {
          @Override
          public double loss(double[] outputs, double target, double[] gradient) {
            double error = outputs[0] - target;
            gradient[0] = error == 0 ? 1.5 : Math.signum(error);
            return Math.abs(error);
          }
        };
    assertNoticed("is 1.5", contractOf(wrong)::gradientsAgreeWithDifferences);
  }

  @Test
  void noticesAGradientThatIsNotSetAndOutputsThatAre() {
    Loss unset =
        new Squared() {
          @Override
          public int outputs() {
            return 2;
          }
        };
    assertNoticed(
        "element 1 of the gradient is not set",
        contractOf(unset)::everyElementOfTheGradientIsSetAndNoOutputIsChanged);
    Loss spoiling =
        new Squared() {
          @Override
          public double loss(double[] outputs, double target, double[] gradient) {
            double loss = super.loss(outputs, target, gradient);
            outputs[0] = 7;
            return loss;
          }
        };
    assertNoticed(
        "outputs after the call",
        contractOf(spoiling)::everyElementOfTheGradientIsSetAndNoOutputIsChanged);
  }

  @Test
  void noticesOverflow() {
    Loss overflowing =
        new Squared() {
          @Override
          public double loss(double[] outputs, double target, double[] gradient) {
            gradient[0] = Math.exp(outputs[0]);
            return Math.exp(outputs[0]) - target;
          }
        };
    assertNoticed("expected finite numbers", contractOf(overflowing)::isFiniteAtExtremeOutputs);
  }

  @Test
  void noticesWhatIsRemembered() {
    Loss remembering =
        new Squared() {
          private int calls;

          @Override
          public double loss(double[] outputs, double target, double[] gradient) {
            return super.loss(outputs, target, gradient) + ++calls;
          }
        };
    assertNoticed("asked for again", contractOf(remembering)::theSameArgumentsGiveTheSameBits);
  }

  @Test
  void noticesAFastFormThatIsAnother() {
    Loss other =
        new Log() {
          @Override
          public Optional<SoftmaxTerms> softmax(int classes) {
            return Optional.of(SoftmaxTerms.of(0.1));
          }
        };
    assertNoticed(
        "the gradient of output", contractOf(other)::inANetworkTheMeanOverWhatIsKnownCounts);
  }

  @Test
  void noticesAConstantPredictionThatIsNotTheBest() {
    Loss other =
        new Log() {
          @Override
          public double[] constant(double[] frequencies) {
            return new double[frequencies.length];
          }
        };
    assertNoticed("moved by", contractOf(other)::theConstantPredictionHasTheLeastMeanLoss);
  }

  @Test
  void noticesPredictionsThatDoNotFit() {
    Loss far =
        new Squared() {
          @Override
          public double point(double[] outputs) {
            return outputs[0] + 100;
          }
        };
    assertNoticed("not among the targets", contractOf(far)::predictionsFitTheLoss);
    Loss crossing =
        new Squared() {
          @Override
          public OptionalDouble quantile(double[] outputs, double level) {
            return OptionalDouble.of(-level);
          }
        };
    assertNoticed("below", contractOf(crossing)::predictionsFitTheLoss);
    Loss without =
        new Squared() {
          @Override
          public List<Double> levels() {
            return List.of(0.5);
          }
        };
    assertNoticed("there is no quantile of level 0.5", contractOf(without)::predictionsFitTheLoss);
  }
}
