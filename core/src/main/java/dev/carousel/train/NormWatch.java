package dev.carousel.train;

import dev.carousel.data.Chunk;
import dev.carousel.internal.norms.GradientHistory;
import dev.carousel.internal.norms.NormRatioMeter;
import dev.carousel.model.Network;
import dev.carousel.model.NetworkPass;
import dev.carousel.spi.NormPreservation;
import dev.carousel.spi.StateGradient;
import dev.carousel.tensor.NamedTensors;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Measures how well steps preserve the norm of errors, if a hook needs it. */
final class NormWatch {
  private final @Nullable NormRatioMeter meter;
  private @Nullable GradientHistory errors;

  NormWatch(HookChain hooks, Network network) {
    meter = hooks.watchesNorms() ? new NormRatioMeter(network) : null;
  }

  /** The receiver of the states' gradients in the next backward pass. */
  @Nullable Consumer<StateGradient> watcher(@Nullable Consumer<StateGradient> hooks, Chunk chunk) {
    if (meter == null) {
      return hooks;
    }
    GradientHistory history = meter.errors(chunk);
    errors = history;
    return hooks == null ? history : hooks.andThen(history);
  }

  /** The measurement of that pass, not yet released; null if no hook needs it. */
  @Nullable NormPreservation found(NamedTensors parameters, NetworkPass pass, Chunk chunk) {
    return meter == null || errors == null
        ? null
        : meter.preservation(parameters, pass, chunk, errors);
  }
}
