package dev.carousel.optimizers.hook;

import dev.carousel.optimizers.hook.NonFinite.Policy;
import dev.carousel.spi.GradientHook;
import dev.carousel.spi.GradientHookProvider;
import dev.carousel.spi.OptionSpec;
import dev.carousel.spi.Options;
import java.util.List;

/**
 * A guard against updates whose loss or gradients are not finite, with one of three policies. Each
 * warns in the log with the tensor's name; the run counts what it met.
 *
 * <ul>
 *   <li>{@code skip}: the update is not made, and the carried states are set back to zero. At
 *       {@code stop-after} of them in a row the run stops with a {@link
 *       dev.carousel.error.CarouselException}; a good update starts the count anew.
 *   <li>{@code roll-back}: the run goes back to the state after its last validation, or to its
 *       start, and multiplies the size of all later steps by {@code shrink}. If it goes back to the
 *       same state more than {@code stop-after} times, it stops.
 *   <li>{@code stop}: the run stops at once; what it has come to is in its last checkpoint.
 * </ul>
 *
 * <p>Not finite means that the sum of squares over all gradients is NaN or infinite, which is what
 * the clips leave alone: it covers NaN, infinities, and in double precision values above about
 * 1e154. The counts are held by checkpoints, so a resumed run does what the whole run would have
 * done. Give it before or after the clips; both see the same.
 */
public final class NonFiniteProvider implements GradientHookProvider {
  @Override
  public String id() {
    return "non-finite";
  }

  @Override
  public String description() {
    return "Skips updates with NaN or infinity, goes back before them, or stops the run";
  }

  @Override
  public List<OptionSpec> options() {
    return List.of(
        OptionSpec.choice(
            "policy",
            Policy.SKIP,
            Policy.class,
            "Skip the update, roll-back to the last validation with smaller steps, or stop"),
        OptionSpec.integer(
            "stop-after",
            10,
            1,
            Integer.MAX_VALUE,
            "Bad updates in a row, or ways back to one state, that stop the run"),
        OptionSpec.real(
            "shrink", 0.5, 1e-6, 1, "What the size of steps is multiplied by on each way back"));
  }

  @Override
  public GradientHook create(Options options) {
    return new NonFinite(
        options.choice("policy", Policy.class),
        options.integer("stop-after"),
        options.real("shrink"));
  }
}
