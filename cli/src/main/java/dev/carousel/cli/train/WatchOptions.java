package dev.carousel.cli.train;

import dev.carousel.cli.live.LiveServer;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Whether a run is watched while it trains, and by whom. */
final class WatchOptions {
  private static final String ANY_PORT = "0";

  @Option(
      names = "--watch",
      description =
          "Take down clipping, update sizes, losses and gradient flow by lag while it trains, and"
              + " keep them in the folder: flow.json, and flow.html for a browser")
  private boolean watch;

  @Option(
      names = "--live",
      paramLabel = "PORT",
      arity = "0..1",
      fallbackValue = ANY_PORT,
      description =
          "Watch, and show the figures as they grow, on a page for browsers on this machine alone;"
              + " without a port on one that is free")
  private @Nullable Integer live;

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
