package dev.carousel.optimizers.hook;

import dev.carousel.error.CarouselException;
import dev.carousel.optimizers.hook.NonFiniteGuard.Policy;
import dev.carousel.spi.HookMemory;
import dev.carousel.spi.UpdateHook;
import dev.carousel.tensor.NamedTensors;
import dev.carousel.tensor.Tensor;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Checks updates for NaN and infinity; the rule is in {@link NonFiniteProvider}. */
final class NonFiniteHook implements UpdateHook, HookMemory {
  private static final Logger LOG = LoggerFactory.getLogger(NonFiniteHook.class);
  private static final String IN_A_ROW = "in-a-row";
  private static final String CURES =
      "a smaller step size, clipping (--hook clip-norm:max=1), a check of the data for NaN, or "
          + "'carousel diagnose' to see where the gradient explodes";

  private final Policy policy;
  private final int stopAfter;
  private final double shrink;
  private int inARow;

  NonFiniteHook(Policy policy, int stopAfter, double shrink) {
    this.policy = policy;
    this.stopAfter = stopAfter;
    this.shrink = shrink;
  }

  @Override
  public boolean changesUpdates() {
    return policy != Policy.OFF;
  }

  @Override
  public Outcome update(Update update) {
    if (policy == Policy.OFF) {
      return Outcome.UNCHANGED;
    }
    Optional<String> culprit = culprit(update);
    if (culprit.isEmpty()) {
      inARow = 0;
      return Outcome.UNCHANGED;
    }
    return switch (policy) {
      case SKIP -> skip(update, culprit.get());
      case ROLL_BACK -> rollBack(update, culprit.get());
      case STOP -> throw stop(update, culprit.get());
      case OFF -> throw new IllegalStateException("a guard that is off checks nothing");
    };
  }

  private Outcome skip(Update update, String culprit) {
    inARow++;
    if (inARow >= stopAfter) {
      throw tooMany(update, culprit);
    }
    LOG.warn(
        "Update {} is skipped: {} ({} in a row, the run stops at {})",
        update.index(),
        culprit,
        inARow,
        stopAfter);
    return Outcome.SKIP;
  }

  private static Outcome rollBack(Update update, String culprit) {
    LOG.warn("Update {} is not made, and the run rolls back: {}", update.index(), culprit);
    return Outcome.ROLL_BACK;
  }

  @Override
  public @Nullable RollBack rollBack() {
    return policy == Policy.ROLL_BACK ? new RollBack(shrink, stopAfter) : null;
  }

  @Override
  public Map<String, double[]> memory() {
    return Map.of(IN_A_ROW, new double[] {inARow});
  }

  @Override
  public void remember(Map<String, double[]> memory) {
    double[] remembered = memory.get(IN_A_ROW);
    inARow = remembered == null || remembered.length == 0 ? 0 : (int) remembered[0];
  }

  /** The loss, or the first tensor at which the sum of squares over all is no longer finite. */
  private static Optional<String> culprit(Update update) {
    if (!Double.isFinite(update.loss())) {
      return Optional.of("the loss is " + update.loss());
    }
    if (Double.isFinite(update.norm())) {
      return Optional.empty();
    }
    double sum = 0;
    NamedTensors gradients = update.gradients();
    for (Map.Entry<String, Tensor> gradient : gradients.asMap().entrySet()) {
      sum += gradient.getValue().sumOfSquares();
      if (!Double.isFinite(sum)) {
        return Optional.of(
            "the gradient of '" + gradient.getKey() + "' " + blemish(gradient.getValue()));
      }
    }
    return Optional.empty();
  }

  private static String blemish(Tensor gradient) {
    for (int i = 0; i < gradient.size(); i++) {
      if (!Double.isFinite(gradient.get(i))) {
        return "has " + gradient.get(i) + " at element " + i;
      }
    }
    return "is too large to be squared";
  }

  private CarouselException tooMany(Update update, String culprit) {
    return CarouselException.failure("Too many updates in a row were not finite.")
        .expected("fewer than " + stopAfter + " (option stop-after of hook non-finite)")
        .found(culprit)
        .where("update " + update.index())
        .mend(CURES)
        .build();
  }

  private static CarouselException stop(Update update, String culprit) {
    return CarouselException.failure("An update is not finite.")
        .expected("a finite loss and finite gradients (option policy=stop of hook non-finite)")
        .found(culprit)
        .where("update " + update.index())
        .mend(CURES)
        .build();
  }
}
