package org.example.myclip;

import dev.carousel.spi.GradientHook;
import dev.carousel.spi.GradientHookProvider;
import dev.carousel.spi.OptionSpec;
import dev.carousel.spi.Options;
import java.util.List;

/** Makes {@link MyClipHook} known as {@code my-clip}; listed in META-INF/services. */
public final class MyClipHookProvider implements GradientHookProvider {
  @Override
  public String id() {
    return "my-clip";
  }

  @Override
  public String description() {
    return "clips the norm over all parameters (Pascanu 2013)";
  }

  @Override
  public List<OptionSpec> options() {
    return List.of(OptionSpec.real("max", 1, 1e-30, 1e30, "Largest norm over all parameters"));
  }

  @Override
  public GradientHook create(Options options) {
    return new MyClipHook(options.real("max"));
  }
}
