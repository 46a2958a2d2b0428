package dev.carousel.losses;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.carousel.refusal.Refusal;
import dev.carousel.spi.NumberLoss;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The quantiles and points of the losses that have a distribution, or levels. */
class DistributionsTest {
  private static final double NINTH_DECILE = 1.2815515655446004;
  private static final List<Double> DECILES = List.of(0.1, 0.5, 0.9);

  /** The output that stands for a spread. */
  private static double outputOf(double spread) {
    return Math.log(Math.expm1(spread - Stable.LEAST_SPREAD));
  }

  private static double quantile(NumberLoss loss, double level, double... outputs) {
    return loss.quantile(outputs, level).orElseThrow();
  }

  @Test
  void gaussian() {
    NumberLoss loss = new GaussianLoss();
    assertEquals(DECILES, loss.levels());
    assertEquals(2, quantile(loss, 0.5, 2, outputOf(3)), 1e-12);
    assertEquals(2 + 3 * NINTH_DECILE, quantile(loss, 0.9, 2, outputOf(3)), 1e-9);
    assertEquals(2 - 3 * NINTH_DECILE, quantile(loss, 0.1, 2, outputOf(3)), 1e-9);
  }

  @Test
  void studentT() {
    NumberLoss loss = new StudentTLoss();
    assertEquals(DECILES, loss.levels());
    double ofThreeDegrees = 1.6377443536962102;
    assertEquals(2 + 3 * ofThreeDegrees, quantile(loss, 0.9, 2, outputOf(3), outputOf(1)), 1e-8);
    assertEquals(2 + 3 * NINTH_DECILE, quantile(loss, 0.9, 2, outputOf(3), 1e9), 1e-7);
  }

  /** With mean 2 and dispersion 1/2, count k has the probability (k + 1) / 2^(k + 2). */
  @ParameterizedTest
  @CsvSource({
    "0.2, 0",
    "0.26, 1",
    "0.49, 1",
    "0.6, 2",
    "0.7, 3",
    "0.85, 4",
    "0.9, 5",
    "0.95, 6",
    "0.998, 11"
  })
  void negativeBinomial(double level, double count) {
    NumberLoss loss = new NegativeBinomialLoss();
    assertEquals(DECILES, loss.levels());
    assertEquals(count, quantile(loss, level, outputOf(2), outputOf(0.5)));
    assertEquals(2, loss.point(new double[] {outputOf(2), outputOf(0.5)}), 1e-12);
  }

  @Test
  void quantilesOfLargeCountsAreThoseOfANormalDistribution() {
    double mean = 1e6;
    double spread = Math.sqrt(mean + 1e-4 * mean * mean);
    double found = quantile(new NegativeBinomialLoss(), 0.9, mean, -100);
    assertEquals(mean + NINTH_DECILE * spread, found, 0.01 * spread);
  }

  /** With little dispersion, differences of ln Gamma would cancel. */
  @Test
  void fewCountsOfLittleDispersionAreExact() {
    double dispersion = Stable.LEAST_SPREAD;
    double gammas = Math.log1p(dispersion) + Math.log1p(2 * dispersion);
    double loss =
        (3 + 1 / dispersion) * Math.log1p(2 * dispersion) - 3 * Math.log(2) + Math.log(6) - gammas;
    double[] outputs = {outputOf(2), -800};
    assertEquals(loss, new NegativeBinomialLoss().loss(outputs, 3, new double[2]), 1e-13);
  }

  /**
   * {@code p(y) / p(y - 1) = (r + y - 1) / y * m / (r + m)}, on both sides of the change of form.
   */
  @ParameterizedTest
  @ValueSource(doubles = {1, 2, 1000, 1001, 1002})
  void oneCountMoreChangesTheLossByItsRatio(double count) {
    NumberLoss loss = new NegativeBinomialLoss();
    double[] outputs = {outputOf(2), outputOf(0.5)};
    double before = loss.loss(outputs, count - 1, new double[2]);
    double after = loss.loss(outputs, count, new double[2]);
    assertEquals(-Math.log((2 + count - 1) / count / 2), after - before, 1e-9);
  }

  @Test
  void quantilesBetweenLevelsLieOnALine() {
    NumberLoss loss = new QuantileLoss(List.of(0.1, 0.5, 0.9));
    assertEquals(3, loss.outputs());
    double[] crossed = {7, 1, 3};
    assertEquals(1, quantile(loss, 0.1, crossed));
    assertEquals(2, quantile(loss, 0.3, crossed), 1e-12);
    assertEquals(3, quantile(loss, 0.5, crossed));
    assertEquals(6, quantile(loss, 0.8, crossed), 1e-12);
    assertEquals(7, quantile(loss, 0.9, crossed));
    assertTrue(loss.quantile(crossed, 0.05).isEmpty());
    assertTrue(loss.quantile(crossed, 0.95).isEmpty());
  }

  @Test
  void thePointIsTheMedianOrTheNearestLevel() {
    double[] outputs = {1, 5};
    assertEquals(3, new QuantileLoss(List.of(0.4, 0.6)).point(outputs), 1e-12);
    assertEquals(5, new QuantileLoss(List.of(0.1, 0.5)).point(outputs));
    assertEquals(5, new QuantileLoss(List.of(0.1, 0.4)).point(outputs));
    assertEquals(1, new QuantileLoss(List.of(0.6, 0.9)).point(outputs));
  }

  @Test
  void levelsOutOfOrderAreRefused() {
    Refusal.of(() -> new QuantileLoss(List.of(0.5, 0.1)), "not in order", "0.1 after 0.5");
    Refusal.of(() -> new QuantileLoss(List.of(0.2, 0.5, 0.5)), "not in order", "0.5 after 0.5");
  }

  @Test
  void eachSaysWhatItsFiguresAre() {
    assertEquals("pinball loss", new QuantileLoss(List.of(0.5)).measure());
    for (NumberLoss loss :
        List.of(new GaussianLoss(), new StudentTLoss(), new NegativeBinomialLoss())) {
      assertEquals("negative log-likelihood", loss.measure());
    }
  }
}
