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
 * but the last warn in the log with the tensor's name; the run counts what it met.
 *
 * <ul>
 *   <li>{@code skip}: the update is not made, and the carried states are set back to zero. At
 *       {@code stop-after} of them in a row the run stops with a {@link
 *       dev.carousel.error.CarouselException}; a good update starts the count anew.
 *   <li>{@code roll-back}: the run goes back to the state after its last validation, or to its
 *       start, and multiplies the size of all later steps by {@code shrink}. If it goes back to the
 *       same state more than {@code stop-after} times, it stops.
 *   <li>{@code stop}: the run stops at once; what it has come to is in its last checkpoint.
 *   <li>{@code off}: nothing is looked at. The command line keeps this guard in every run that does
 *       not name it; this is how to do without it.
 * </ul>
 *
 * <p>Not finite means that the sum of squares over all gradients is NaN or infinite, which is what
 * the clips leave alone: it covers NaN, infinities, and in double precision values above about
 * 1e154. The counts are held by checkpoints, so a resumed run does what the whole run would have
 * done. Before or after the clips it sees the same; after hooks of other kinds it also sees what
 * they made, so last is the safest place.
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
              "What to do: skip the update, roll-back to the last validation with smaller steps, "
                  + "stop, or off"),
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

  /** Beside a guard that is off, what sets how it works would be accepted and ignored. */
  private static void requireOfUse(Options options) {
    Map<String, String> usual = Options.defaults(SPECS).asMap();
    Map<String, String> given = options.asMap();
    if (options.choice(POLICY, Policy.class) == Policy.OFF) {
      for (String name : List.of(STOP_AFTER, SHRINK)) {
        if (!Objects.equals(usual.get(name), given.get(name))) {
          throw CarouselException.usage("Option '" + name + "' of the hook non-finite has no "
              + "effect.")
              .expected("policy=off alone: a guard that is off uses no other option")
              .found("policy=off with " + name + "=" + given.get(name))
              .mend("leave out " + name + ", or choose another policy")
              .build();
        }
      }
    }
  }
}
