package dev.carousel.flow.lab;

import dev.carousel.flow.FlowReport;
import dev.carousel.flow.dynamics.LayerDynamics;
import dev.carousel.flow.steps.Attribution;
import dev.carousel.flow.steps.Contribution;
import dev.carousel.flow.steps.StepFlow;
import dev.carousel.flow.steps.Truncation;
import dev.carousel.norms.NormRatios;
import java.util.List;
import java.util.Optional;

/**
 * All results of a {@link Laboratory} for a network.
 *
 * @param flow the gradient by lag, of a loss at one step
 * @param dynamics the states of each recurrent layer
 * @param steps the ordinary loss's gradient by step, of every state
 * @param ratios how much of an error's norm each step keeps, of each recurrent layer with a state
 * @param contributions what each step adds to each recurrent layer's gradients
 * @param truncation what shorter chunks would make of the gradient
 * @param attribution how far back inputs affect a loss
 */
public record LabReport(
    FlowReport flow,
    List<LayerDynamics> dynamics,
    List<StepFlow> steps,
    List<NormRatios> ratios,
    List<Contribution> contributions,
    Truncation truncation,
    Attribution attribution) {

  /** The state measurements of a layer. */
  public Optional<LayerDynamics> dynamics(String layer) {
    return dynamics.stream().filter(found -> found.name().equals(layer)).findFirst();
  }
}
