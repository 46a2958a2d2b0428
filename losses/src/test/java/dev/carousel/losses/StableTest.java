package dev.carousel.losses;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.math.BigDecimal;
import java.math.MathContext;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class StableTest {
  private static final MathContext DIGITS = new MathContext(40);

  /** 2 ln 2. */
  private static final BigDecimal TWO_LN_TWO =
      new BigDecimal("1.38629436111989061883446424291635313615");

  /** {@code Gamma(n + 1/2) / Gamma(n) = sqrt(pi) n prod (1 - 1 / (2 k))} for k from 1 to n. */
  @ParameterizedTest
  @ValueSource(ints = {1, 2, 10, 1000, 1001, 3000})
  void halfAStepOfTheGammaFunctionIsAProduct(int n) {
    double sum = 0;
    for (int k = n; k >= 1; k--) {
      sum += Math.log1p(-0.5 / k);
    }
    double exact = 0.5 * Math.log(Math.PI) + Math.log(n) + sum;
    assertEquals(exact, Stable.logGammaOfHalf(n), 2e-14);
  }

  /** The slope is {@code 1 / n - 2 ln 2 + sum 1 / (k (2 k - 1))} for k from 1 to n. */
  @ParameterizedTest
  @ValueSource(ints = {1, 2, 10, 1000, 1001, 3000})
  void itsSlopeIsASum(int n) {
    BigDecimal sum = BigDecimal.ONE.divide(BigDecimal.valueOf(n), DIGITS).subtract(TWO_LN_TWO);
    for (long k = 1; k <= n; k++) {
      sum = sum.add(BigDecimal.ONE.divide(BigDecimal.valueOf(k * (2 * k - 1)), DIGITS));
    }
    double close = n < 1000 ? 1e-13 : 1e-18;
    assertEquals(sum.doubleValue(), Stable.slopeOfHalf(n), close);
  }

  /** Values of Abramowitz and Stegun, and {@code digamma(x + 1) = digamma(x) + 1 / x} between. */
  @ParameterizedTest
  @CsvSource({
    "0.5, -1.9635100260214235",
    "1, -0.5772156649015329",
    "1.5, 0.03648997397857652",
    "2, 0.42278433509846713",
    "10, 2.251752589066721"
  })
  void digamma(double x, double exact) {
    assertEquals(exact, Stable.digamma(x), 1e-14);
    double sum = exact;
    for (int i = 0; i < 100; i++) {
      sum += 1 / (x + i);
    }
    assertEquals(sum, Stable.digamma(x + 100), 1e-14);
  }

  @ParameterizedTest
  @ValueSource(doubles = {-800, -3, 0, 0.5, 800})
  void sigmoidIsTheSlopeOfSoftplus(double x) {
    double step = 1e-6;
    double slope = (Stable.softplus(x + step) - Stable.softplus(x - step)) / (2 * step);
    assertEquals(slope, Stable.sigmoid(x), 1e-7);
  }
}
