package dev.carousel.flow.lab;

import dev.carousel.data.Chunk;
import dev.carousel.data.Part;
import dev.carousel.error.CarouselException;
import dev.carousel.flow.FlowMeter;
import dev.carousel.flow.FlowReport;
import dev.carousel.flow.FlowSettings;
import dev.carousel.flow.GradientFlow;
import dev.carousel.flow.dynamics.Dynamics;
import dev.carousel.flow.dynamics.DynamicsSettings;
import dev.carousel.flow.internal.Measured;
import dev.carousel.flow.steps.AttributionMeter;
import dev.carousel.flow.steps.ContributionMeter;
import dev.carousel.flow.steps.NormMeter;
import dev.carousel.flow.steps.StepFlows;
import dev.carousel.flow.steps.TruncationMeter;
import dev.carousel.model.Carry;
import dev.carousel.model.Network;
import dev.carousel.tensor.NamedTensors;
import java.util.function.Supplier;

/**
 * Makes every measurement that is made of a network as it stands, on one part of the data: {@link
 * GradientFlow}, {@link Dynamics}, {@link StepFlows}, {@link NormMeter}, {@link ContributionMeter},
 * {@link TruncationMeter} and {@link AttributionMeter}, each of which can be had alone. Changes
 * nothing.
 */
public final class Laboratory {
  private Laboratory() {}

  /**
   * Measures a network on data.
   *
   * @param settings of the gradient flow; the other measurements use as many steps and rows
   * @throws CarouselException if the part is empty, or the thread is interrupted between two
   *     measurements; it stays interrupted
   */
  public static LabReport measure(
      Network network, NamedTensors parameters, Part part, FlowSettings settings) {
    return measure(network, parameters, part, settings, GradientFlow::measure);
  }

  /**
   * Measures a network on data, with your own meter of gradient flow.
   *
   * @param meter measures the gradient by lag
   */
  public static LabReport measure(
      Network network, NamedTensors parameters, Part part, FlowSettings settings, FlowMeter meter) {
    FlowReport flow = next(() -> meter.measure(network, parameters, part, settings));
    DynamicsSettings follow = DynamicsSettings.ofSteps(settings.lag() + 1);
    Chunk chunk =
        Measured.epoch(part, settings.rows(), settings.lag() + 1, settings.seed()).chunk(0);
    Carry start = Carry.zero();
    return new LabReport(
        flow,
        next(() -> Dynamics.measure(network, parameters, part, follow)),
        next(() -> StepFlows.measure(network, parameters, chunk, start)),
        next(() -> NormMeter.measure(network, parameters, chunk, start)),
        next(() -> ContributionMeter.measure(network, parameters, chunk, start)),
        next(() -> TruncationMeter.measure(network, parameters, chunk, start)),
        next(() -> AttributionMeter.measure(network, parameters, chunk, start, settings.lag())));
  }

  private static <T> T next(Supplier<T> measurement) {
    if (Thread.currentThread().isInterrupted()) {
      throw CarouselException.failure("The measurement was interrupted.")
          .mend("measure again; nothing has changed")
          .build();
    }
    return measurement.get();
  }
}
