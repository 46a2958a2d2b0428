package dev.carousel.data.source.ts;

import dev.carousel.data.frame.FrameSource;
import dev.carousel.data.frame.FrameSourceProvider;
import dev.carousel.spi.Options;
import java.util.List;

/** The source {@code ts}: see {@link TsSource}. */
public final class TsSourceProvider implements FrameSourceProvider {
  @Override
  public String id() {
    return "ts";
  }

  @Override
  public String description() {
    return "labelled series of the UEA and UCR archives";
  }

  @Override
  public List<String> endings() {
    return List.of(".ts");
  }

  @Override
  public FrameSource create(Options options) {
    return TsSource.create();
  }
}
