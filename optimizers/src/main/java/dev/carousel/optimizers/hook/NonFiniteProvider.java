package dev.carousel.optimizers.hook;

import dev.carousel.error.CarouselException;
import dev.carousel.optimizers.hook.NonFiniteGuard.Policy;
import dev.carousel.spi.GradientHook;
import dev.carousel.spi.GradientHookProvider;
import dev.carousel.spi.OptionSpec;
import dev.carousel.spi.Options;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * A guard against updates whose loss or gradients are not finite, with one of four policies. All
 * but the last log a warning with the tensor's name; the run counts such updates.
 *
 * <ul>
 *   <li>{@code skip}: the update is not made, and the carried states are reset to zero. After
 *       {@code stop-after} of them in a row, the run stops with a {@link
 *       dev.carousel.error.CarouselException}; a good update resets the count.
 *   <li>{@code roll-back}: the run rolls back to the state after its last validation, or to its
 *       start, and multiplies the size of all later steps by {@code shrink}. After more than {@code
 *       stop-after} roll-backs to the same state, it stops.
 *   <li>{@code stop}: the run stops at once; its last checkpoint has its state.
 *   <li>{@code off}: nothing is checked. The command line uses this guard in every run unless it is
 *       switched off in this way.
 * </ul>
 *
 * <p>Not finite means that the sum of squares over all gradients is NaN or infinite; clipping hooks
 * do not change such gradients. This covers NaN, infinities, and in double precision values above
 * about 1e154. Checkpoints hold the counts, so a resumed run behaves like an uninterrupted one. The
 * guard may be before or after clipping hooks. After other hooks it also checks their results, so
 * the end of the list is the safest place.
 */
public final class NonFiniteProvider implements GradientHookProvider {
  private static final String POLICY = "policy";
  private static final String STOP_AFTER = "stop-after";
  private static final String SHRINK = "shrink";
  private static final List<OptionSpec> SPECS =
      List.of(
          OptionSpec.choice(
              POLICY,
              Policy.SKIP,
              Policy.class,
              "What to do: skip, roll-back to the last validation with smaller steps, stop, or "
                  + "off"),
          OptionSpec.integer(
              STOP_AFTER,
              10,
              1,
              Integer.MAX_VALUE,
              "Number of bad updates in a row, or of roll-backs to one state, that stops the run"),
          OptionSpec.real(SHRINK, 0.5, 1e-6, 1, "Factor on the step size at each roll-back"));

  @Override
  public String id() {
    return "non-finite";
  }

  @Override
  public String description() {
    return "Skips updates with NaN or infinity, rolls back, or stops the run";
  }

  @Override
  public List<OptionSpec> options() {
    return SPECS;
  }

  @Override
  public GradientHook create(Options options) {
    requireOfUse(options);
    return new NonFiniteHook(
        options.choice(POLICY, Policy.class), options.integer(STOP_AFTER), options.real(SHRINK));
  }

  /** Refuses other options beside policy=off, which would be ignored. */
  private static void requireOfUse(Options options) {
    Map<String, String> usual = Options.defaults(SPECS).asMap();
    Map<String, String> given = options.asMap();
    if (options.choice(POLICY, Policy.class) == Policy.OFF) {
      for (String name : List.of(STOP_AFTER, SHRINK)) {
        if (!Objects.equals(usual.get(name), given.get(name))) {
          throw CarouselException.usage(
                  "Option '" + name + "' of the hook non-finite has no " + "effect.")
              .expected("policy=off alone: a guard that is off uses no other option")
              .found("policy=off with " + name + "=" + given.get(name))
              .mend("leave out " + name + ", or choose another policy")
              .build();
        }
      }
    }
  }
}
