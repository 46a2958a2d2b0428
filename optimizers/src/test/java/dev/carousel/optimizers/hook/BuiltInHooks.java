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
          "autoclip:percentile=50",
          "zclip:warmup=3,alpha=0.9",
          "zclip:max=1e30",
          "adagc",
          "adagc:warmup=2,ratio=1,beta=0.5",
          "agc",
          "agc:max=0.1,head=true",
          "gradient-noise",
          "h-detach",
          "h-detach:probability=1",
          "preserve-norm",
          "non-finite",
          "non-finite:stop-after=3");

  private BuiltInHooks() {}
}
