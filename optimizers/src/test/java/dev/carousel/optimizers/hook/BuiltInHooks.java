package dev.carousel.optimizers.hook;

import java.util.List;

/** The settings in which the built-in hooks are put to the contract. */
public final class BuiltInHooks {
  public static final List<String> SETTINGS =
      List.of(
          "clip-norm:max=1",
          "clip-layer-norm:max=1",
          "clip-value:max=0.5",
          "clip-step:max=0.5",
          "non-finite",
          "non-finite:stop-after=3");

  private BuiltInHooks() {}
}
