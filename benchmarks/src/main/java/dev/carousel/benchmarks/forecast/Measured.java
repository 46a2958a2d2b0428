package dev.carousel.benchmarks.forecast;

import dev.carousel.flow.LayerFlow;
import dev.carousel.flow.StateFlow;
import dev.carousel.flow.diagnosis.LearningForecast;
import dev.carousel.flow.dynamics.LayerDynamics;
import dev.carousel.flow.dynamics.Lyapunov;
import dev.carousel.flow.dynamics.TimeScales;
import dev.carousel.flow.lab.LabReport;
import java.util.EnumMap;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import org.apache.commons.math3.stat.StatUtils;

/** What is measured of a network of one layer before it is trained. NaN where there is nothing. */
enum Measured {
  /** The lag that the problem needs, in steps: nothing of the network. */
  LAG,
  /** Left of a gradient at that lag, in the state where most is left. */
  ARRIVING,
  /** Left at half that lag, likewise. */
  HALFWAY,
  /** The lag at which less than a hundredth is left, over the lag needed; 1 if more is left. */
  HORIZON,
  /** The fitted growth per step, nats, in the state where it is greatest. */
  GROWTH,
  /** The longest time-scale over the lag needed; 0 without a carousel. */
  TIME_SCALE,
  /** The mean factor on the carousel by unit and step, of the state where it is greatest. */
  OPENNESS,
  /** The share of the carousel in the gradient at the last lag measured. */
  CAROUSEL,
  /** The largest Lyapunov exponent, nats per step. */
  LYAPUNOV,
  /** The largest singular value of the recurrent matrices. */
  SINGULAR_VALUE,
  /** Their largest spectral radius. */
  SPECTRAL_RADIUS,
  /** The gradient of the loss by the input at that lag over that by the last input. */
  INPUT;

  /** Everything, of a report over the lag that the problem needs. */
  static Map<Measured, Double> of(LabReport report) {
    LayerFlow layer = report.flow().layers().get(0);
    LayerDynamics dynamics = report.dynamics(layer.name()).orElseThrow();
    int lag = report.flow().lag();
    LearningForecast forecast = LearningForecast.of(report);
    Map<Measured, Double> found = new EnumMap<>(Measured.class);
    found.put(LAG, (double) lag);
    found.put(ARRIVING, forecast.arriving());
    found.put(HALFWAY, most(layer, state -> left(state.gradient()[lag / 2], forecast)));
    found.put(HORIZON, most(layer, state -> state.onePercentLag().orElse(lag)) / lag);
    found.put(
        GROWTH,
        most(layer, state -> state.growth() == null ? Double.NaN : state.growth().perStep()));
    found.put(TIME_SCALE, forecast.timeScale() / lag);
    found.put(OPENNESS, openness(dynamics));
    found.put(CAROUSEL, forecast.carouselShare());
    Lyapunov lyapunov = dynamics.lyapunov();
    found.put(LYAPUNOV, lyapunov == null ? Double.NaN : lyapunov.exponents()[0]);
    found.put(SINGULAR_VALUE, layer.largestSingularValue());
    found.put(SPECTRAL_RADIUS, layer.spectralRadius());
    found.put(INPUT, left(report.attribution().gradient()[lag], forecast));
    return found;
  }

  private static double openness(LayerDynamics dynamics) {
    double most = 0;
    for (TimeScales scales : dynamics.timeScales()) {
      most = Math.max(most, StatUtils.mean(scales.carry()));
    }
    return most;
  }

  private static double most(LayerFlow layer, ToDoubleFunction<StateFlow> measure) {
    double most = Double.NaN;
    for (StateFlow state : layer.states()) {
      double found = measure.applyAsDouble(state);
      most = most >= found || Double.isNaN(found) ? most : found;
    }
    return most;
  }

  /** What float32 has lost went the way of what arrives. */
  private static double left(double found, LearningForecast forecast) {
    return Double.isNaN(found) && forecast.arriving() < 1 ? 0 : found;
  }
}
