package dev.carousel.flow.lab;

import dev.carousel.engine.PassSize;
import dev.carousel.error.CarouselException;
import dev.carousel.flow.FlowSettings;
import dev.carousel.flow.dynamics.Dynamics;
import dev.carousel.model.HeapBudget;
import dev.carousel.model.Layer;
import dev.carousel.model.Network;
import dev.carousel.model.NetworkMemory;
import java.util.ArrayList;
import java.util.List;

/**
 * Estimates the memory of the {@link Laboratory} before measuring, and refuses what does not fit.
 *
 * <p>The peak comes from one of three measurements. These are the Jacobian matrices ({@link
 * Dynamics#memory}), the contributions of single steps with one set of a layer's parameters each,
 * and the measurements over all states of all steps. The last was measured, not derived: with LSTMs
 * of 64 to 256 units, the smallest sufficient heap held 8 to 10 training passes.
 *
 * @param network to be measured
 * @param settings of the gradient flow, as for the laboratory
 */
public record LaboratoryMemory(Network network, FlowSettings settings) {
  /** The number of training passes in memory at the peak, as measured. */
  private static final int PASSES = 9;

  /** The number of those that the network itself holds, beside all other measurements. */
  private static final int STANDING = 2;

  /** The memory in bytes. */
  public long bytes() {
    int steps = settings.lag() + 1;
    NetworkMemory memory =
        NetworkMemory.of(network, steps, settings.rows(), true, network.engine().keptSteps());
    long jacobians = 0;
    long contributions = 0;
    for (Layer layer : network.recurrentLayers()) {
      jacobians = Math.max(jacobians, Dynamics.memory(layer, steps));
      contributions = Math.max(contributions, steps * parameters(layer));
    }
    long passes = (PASSES - STANDING) * memory.pass();
    return memory.parameters()
        + memory.prepared()
        + STANDING * memory.pass()
        + Math.max(passes, Math.max(jacobians, contributions));
  }

  private long parameters(Layer layer) {
    PassSize least = new PassSize(1, 1, false, false, 0);
    return layer.program().memory(least).parameters();
  }

  /**
   * Refuses what cannot fit into this JVM's heap.
   *
   * @throws CarouselException with the numbers, and what to lower
   */
  public void requireFits() {
    requireFits(HeapBudget.ofThisJvm());
  }

  /**
   * Refuses what cannot fit into a heap.
   *
   * @throws CarouselException with the numbers, and what to lower
   */
  public void requireFits(HeapBudget budget) {
    long needed = bytes();
    if (needed > budget.usable()) {
      throw CarouselException.failure("The measurements do not fit into memory.")
          .expected(budget)
          .found(
              "about "
                  + HeapBudget.words(needed)
                  + " for a lag of "
                  + settings.lag()
                  + " and "
                  + network)
          .mend(advice(needed, budget))
          .build();
    }
  }

  private String advice(long needed, HeapBudget budget) {
    List<String> ways = new ArrayList<>();
    HeapBudget.halve(settings.lag(), lag -> lag > 1 && withLag(lag).bytes() <= budget.usable())
        .ifPresent(lag -> ways.add("--lag " + lag));
    if (network.spec().stack().isUniform()) {
      HeapBudget.halve(network.spec().units(), units -> withUnits(units).bytes() <= budget.usable())
          .ifPresent(units -> ways.add("--units " + units));
    }
    ways.add(HeapBudget.larger(needed));
    return String.join(", or ", ways);
  }

  private LaboratoryMemory withLag(int lag) {
    FlowSettings other =
        new FlowSettings(
            lag, settings.rows(), settings.ends(), settings.seed(), settings.spectra());
    return new LaboratoryMemory(network, other);
  }

  private LaboratoryMemory withUnits(int units) {
    return new LaboratoryMemory(network.withUnits(units), settings);
  }
}
