package dev.carousel.train;

import dev.carousel.flow.nonfinite.FailedUpdate;
import dev.carousel.flow.nonfinite.FirstCause;
import dev.carousel.model.Network;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Counts the updates of a run that are not finite, and looks where the first one began. */
final class NonFiniteWatch {
  private static final Logger LOG = LoggerFactory.getLogger(NonFiniteWatch.class);

  private long updates;

  /** How many there were. */
  long updates() {
    return updates;
  }

  /** Tells of the first; later ones have the first as their cause more often than not. */
  void met(FailedUpdate failed, Network network, TrainingListener listener) {
    updates++;
    if (updates == 1) {
      listener.nonFinite(failed, causeOf(failed, network));
    }
  }

  /** A run that a hook would have saved must not end by being looked at. */
  private static Optional<FirstCause> causeOf(FailedUpdate failed, Network network) {
    try {
      return failed.firstCause(network);
    } catch (OutOfMemoryError tooLarge) {
      LOG.warn("No memory is left to look where update {} became not finite", failed.update());
      return Optional.empty();
    }
  }
}
