package dev.carousel.data.source.npy;

import dev.carousel.data.frame.FrameSource;
import dev.carousel.data.frame.FrameSourceProvider;
import dev.carousel.spi.Options;
import java.util.List;

/** The source {@code npy}: see {@link NpySource}. */
public final class NpySourceProvider implements FrameSourceProvider {
  @Override
  public String id() {
    return "npy";
  }

  @Override
  public String description() {
    return "one array of NumPy";
  }

  @Override
  public List<String> endings() {
    return List.of(".npy");
  }

  @Override
  public FrameSource create(Options options) {
    return NpySource.create();
  }
}
