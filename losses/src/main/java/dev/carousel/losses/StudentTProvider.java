package dev.carousel.losses;

import dev.carousel.spi.Loss;
import dev.carousel.spi.LossProvider;
import dev.carousel.spi.Options;

/**
 * The negative log-likelihood of Student's t distribution with location m, scale s and v degrees of
 * freedom:
 *
 * <pre>
 *   m = output 0,   s = softplus(output 1) + 1e-4,   v = 2 + softplus(output 2) + 1e-4,
 *   z = (t - m) / s
 *   ln Gamma(v / 2) - ln Gamma((v + 1) / 2) + ln(v pi) / 2 + ln s + (v + 1) / 2 ln(1 + z^2 / v)
 * </pre>
 *
 * With {@code p = (v + 1) / (v + z^2)}, its gradient is {@code -p z / s} with respect to m, {@code
 * (1 - p z^2) / s} with respect to s, and {@code (psi(v / 2) - psi((v + 1) / 2) + ln(1 + z^2 / v) +
 * (1 - p z^2) / v) / 2} with respect to v, where psi is the derivative of ln Gamma. More than two
 * degrees of freedom make the variance finite.
 *
 * <p>Source: Lange, Little and Taylor 1989, "Robust statistical modeling using the t distribution";
 * the outputs as in Salinas, Flunkert and Gasthaus 2017, "DeepAR".
 */
public final class StudentTProvider implements LossProvider {
  @Override
  public String id() {
    return "student-t";
  }

  @Override
  public String description() {
    return "Likelihood of Student's t distribution: as gaussian, with heavy tails";
  }

  @Override
  public Loss create(Options options) {
    return new StudentTLoss();
  }
}
