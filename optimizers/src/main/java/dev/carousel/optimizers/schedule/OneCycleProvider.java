package dev.carousel.optimizers.schedule;

import dev.carousel.spi.OptionSpec;
import dev.carousel.spi.Options;
import dev.carousel.spi.Schedule;
import dev.carousel.spi.ScheduleProvider;
import java.util.List;

/**
 * One cycle over N updates: up from {@code start} to 1 during the share {@code rise} of them, and
 * down to {@code final}, in PyTorch's form ({@code OneCycleLR}, same defaults). So {@code lr} is
 * the largest step size. Between two points:
 *
 * <pre>
 *   cosine: factor = to + (from - to) * (1 + cos(pi * p)) / 2
 *   linear: factor = from + (to - from) * p
 * </pre>
 *
 * with the share p of the updates between them, which are update 0, update {@code rise * N - 1} and
 * update N - 1. With {@code three-phase}, the fall is first back to {@code start}, at update {@code
 * 2 * rise * N - 2}, and from there to {@code final}. After N the factor stays.
 *
 * <p>N is the option {@code updates}, or otherwise the number of updates that the run plans. A run
 * without either is refused at its first update with a usage error. Unlike PyTorch's, it does not
 * change the optimizer's momentum.
 *
 * <p>Source: Smith and Topin 2018, "Super-convergence: very fast training of neural networks using
 * large learning rates".
 */
public final class OneCycleProvider implements ScheduleProvider {
  static final String ID = "one-cycle";

  private static final String RISE = "rise";
  private static final String START = "start";
  private static final String FINAL = "final";
  private static final String SHAPE = "shape";
  private static final String THREE_PHASE = "three-phase";

  @Override
  public String id() {
    return ID;
  }

  @Override
  public String description() {
    return "Raises the step size and lowers it again, once";
  }

  @Override
  public List<OptionSpec> options() {
    return List.of(
        OptionSpec.real(RISE, 0.3, 0, 1, "Share of the updates during which the step size rises"),
        OptionSpec.real(START, 0.04, 0, 1, "The factor on the step size at the start"),
        OptionSpec.share(FINAL, 4e-6, "The factor on the step size at the end"),
        OptionSpec.choice(
            SHAPE, OneCycle.Shape.COSINE, OneCycle.Shape.class, "Of the way between two points"),
        OptionSpec.toggle(
            THREE_PHASE, false, "Whether it falls to the start first, as fast as it rose"),
        RunLength.option());
  }

  @Override
  public Schedule create(Options options) {
    return new OneCycleSchedule(
        options.real(RISE),
        options.real(START),
        options.real(FINAL),
        options.choice(SHAPE, OneCycle.Shape.class),
        options.toggle(THREE_PHASE),
        options.integer(RunLength.UPDATES));
  }
}
