package dev.carousel.data.source.npy;

import dev.carousel.data.frame.FrameSource;
import dev.carousel.data.frame.FrameSourceProvider;
import dev.carousel.spi.Options;
import java.util.List;

/** The source {@code npz}: see {@link NpzSource}. */
public final class NpzSourceProvider implements FrameSourceProvider {
  @Override
  public String id() {
    return "npz";
  }

  @Override
  public String description() {
    return "arrays of NumPy in one file";
  }

  @Override
  public List<String> endings() {
    return List.of(".npz");
  }

  @Override
  public FrameSource create(Options options) {
    return NpzSource.create();
  }
}
