package dev.carousel.train;

import dev.carousel.data.Chunk;
import dev.carousel.internal.events.NonFiniteEvent;
import dev.carousel.model.Carry;
import dev.carousel.model.Network;
import dev.carousel.nonfinite.FailedUpdate;
import dev.carousel.nonfinite.FirstCause;
import dev.carousel.tensor.NamedTensors;
import java.util.Optional;
import java.util.OptionalLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Finds the cause of the first update of a run that is not finite. */
final class NonFiniteWatch {
  private static final Logger LOG = LoggerFactory.getLogger(NonFiniteWatch.class);

  private final Network network;
  private final TrainingListener listener;
  private OptionalLong first = OptionalLong.empty();

  NonFiniteWatch(Network network, TrainingListener listener) {
    this.network = network;
    this.listener = listener;
  }

  /**
   * Checks the loss and norm of a chunk of an update. Reports the first update at which one is not
   * finite; it usually causes the later ones.
   *
   * @param seed of the pass, which with the update determines what dropout drops
   * @param before the number of such updates before this one
   * @return whether this one is finite
   */
  boolean isFinite(
      NamedTensors parameters,
      Chunk chunk,
      Carry carry,
      long seed,
      long update,
      double loss,
      double norm,
      long before) {
    boolean isFinite = Double.isFinite(loss) && Double.isFinite(norm);
    if (!isFinite && first.isEmpty() && before == 0) {
      first = OptionalLong.of(update);
    }
    if (!isFinite && before == 0) {
      FailedUpdate failed =
          new FailedUpdate(network.spec(), parameters, chunk, carry, seed, update, loss, norm);
      NonFiniteEvent event = NonFiniteEvent.begun();
      Optional<FirstCause> cause = causeOf(failed);
      NonFiniteEvent.found(
          event,
          update,
          loss,
          norm,
          cause.map(FirstCause::layer).orElse(null),
          cause.map(FirstCause::equation).orElse(null));
      listener.nonFinite(failed, cause);
    }
    return isFinite;
  }

  /** The first update of the run that was not finite; empty if there was none in this session. */
  OptionalLong first() {
    return first;
  }

  /**
   * The cause, unless memory runs out: the search must not end a run that a hook would have saved.
   */
  private Optional<FirstCause> causeOf(FailedUpdate failed) {
    try {
      return failed.firstCause(network);
    } catch (OutOfMemoryError tooLarge) {
      LOG.warn(
          "There is not enough memory to find where update {} became non-finite", failed.update());
      return Optional.empty();
    }
  }
}
