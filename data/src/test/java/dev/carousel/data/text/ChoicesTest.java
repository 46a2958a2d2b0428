package dev.carousel.data.text;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.carousel.random.RandomStreams;
import dev.carousel.refusal.Refusal;
import org.apache.commons.math3.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ChoicesTest {
  private static final int DRAWS = 8000;

  /** Probabilities 0.1, 0.4, 0.2, 0.3. */
  private static final double[] LOGITS = {Math.log(1), Math.log(4), Math.log(2), Math.log(3)};

  private static double[] shares(Choices choices) {
    RandomGenerator random = RandomStreams.stream(1, "choices");
    double[] shares = new double[LOGITS.length];
    for (int i = 0; i < DRAWS; i++) {
      shares[choices.draw(LOGITS, random)] += 1.0 / DRAWS;
    }
    return shares;
  }

  @ParameterizedTest
  @CsvSource({
    "2147483647, 1, 0.1, 0.4, 0.2, 0.3",
    "4, 1, 0.1, 0.4, 0.2, 0.3",
    "3, 1, 0, 0.444, 0.222, 0.333",
    "2, 1, 0, 0.571, 0, 0.429",
    "1, 1, 0, 1, 0, 0",
    "4, 0.3, 0, 1, 0, 0",
    "4, 0.41, 0, 0.571, 0, 0.429",
    "4, 0.69, 0, 0.571, 0, 0.429",
    "4, 0.71, 0, 0.444, 0.222, 0.333",
    "4, 0.95, 0.1, 0.4, 0.2, 0.3",
    "2, 0.5, 0, 1, 0, 0", // of the two likeliest, the first has 0.571
    "2, 0.6, 0, 0.571, 0, 0.429"
  })
  void onlyTheLikeliestAreDrawn(int k, double p, double a, double b, double c, double d) {
    double[] shares = shares(Choices.at(1).topK(k).topP(p));
    double[] expected = {a, b, c, d};
    for (int symbol = 0; symbol < shares.length; symbol++) {
      assertEquals(expected[symbol], shares[symbol], expected[symbol] == 0 ? 0 : 0.02);
    }
  }

  @Test
  void ofEquallyLikelySymbolsTheFirstIsKept() {
    RandomGenerator random = RandomStreams.stream(1, "choices");
    for (int i = 0; i < 100; i++) {
      assertEquals(0, Choices.at(1).topK(1).draw(new double[] {1, 1, 1}, random));
    }
  }

  @Test
  void numbersOutOfRangeAreRefused() {
    Refusal.of(() -> Choices.at(-1), "temperature", "0 or a positive number", "-1");
    Refusal.of(() -> Choices.at(Double.NaN), "temperature", "NaN");
    Refusal.of(() -> Choices.at(1).topK(0), "top-k", "at least 1", "0");
    Refusal.of(() -> Choices.at(1).topP(0), "top-p", "above 0 and at most 1", "0");
    Refusal.of(() -> Choices.at(1).topP(1.5), "top-p", "1.5");
  }
}
