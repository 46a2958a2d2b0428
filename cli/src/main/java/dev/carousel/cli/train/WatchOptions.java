package dev.carousel.cli.train;

import dev.carousel.cli.live.LiveServer;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Whether a run is watched while it trains, and by whom. */
final class WatchOptions {
  private static final String ANY_PORT = "0";

  @Option(
      names = "--watch",
      description =
          "Record clipping, update sizes, losses and gradient flow by lag during training, in "
              + "flow.json and flow.html in the run folder")
  private boolean watch;

  @Option(
      names = "--live",
      paramLabel = "PORT",
      arity = "0..1",
      fallbackValue = ANY_PORT,
      description =
          "Watch, and show the figures live on a web page, for this machine only; without PORT, "
              + "on a free port")
  private @Nullable Integer live;

  @Option(
      names = "--tensorboard",
      paramLabel = "DIR",
      description =
          "Write events for TensorBoard into this folder: losses, gradient norms, clipping, "
              + "horizons, time-scales and gates")
  private @Nullable Path tensorBoard;

  /** Where TensorBoard looks for events; null if none are wanted. */
  @Nullable Path tensorBoard() {
    return tensorBoard;
  }

  boolean isWatched() {
    return watch || live != null;
  }

  /**
   * Takes the port of the live page; null if none is wanted.
   *
   * @throws dev.carousel.error.CarouselException if it cannot be had
   */
  @Nullable LiveServer bind() {
    return live == null ? null : LiveServer.bind(live);
  }
}
