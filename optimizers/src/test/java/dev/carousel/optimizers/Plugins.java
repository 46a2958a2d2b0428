package dev.carousel.optimizers;

import dev.carousel.spi.GradientHookProvider;
import dev.carousel.spi.Optimizer;
import dev.carousel.spi.OptimizerProvider;
import dev.carousel.spi.Options;
import dev.carousel.spi.Provider;
import dev.carousel.spi.Schedule;
import dev.carousel.spi.ScheduleProvider;
import dev.carousel.spi.UpdateHook;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;

/** Makes this module's plugins as a run does: by {@code id:key=value,..} through ServiceLoader. */
public final class Plugins {
  private Plugins() {}

  public static Optimizer optimizer(String text) {
    return create(OptimizerProvider.class, text);
  }

  public static Schedule schedule(String text) {
    return create(ScheduleProvider.class, text);
  }

  /** All of this module's hooks take part in updates. */
  public static UpdateHook hook(String text) {
    return (UpdateHook) create(GradientHookProvider.class, text);
  }

  /** The ids of all providers of that kind, in the order found. */
  public static List<String> ids(Class<? extends Provider<?>> kind) {
    return ServiceLoader.load(kind).stream().map(found -> found.get().id()).toList();
  }

  private static <T> T create(Class<? extends Provider<T>> kind, String text) {
    String id = text.split(":", 2)[0];
    for (Provider<T> provider : ServiceLoader.load(kind)) {
      if (provider.id().equals(id)) {
        return provider.create(Options.of(id, provider.options(), given(text)));
      }
    }
    throw new AssertionError("no provider of " + id + " in META-INF/services");
  }

  private static Map<String, String> given(String text) {
    Map<String, String> given = new LinkedHashMap<>();
    if (text.contains(":")) {
      for (String option : text.split(":", 2)[1].split(",", -1)) {
        given.put(option.split("=", 2)[0], option.split("=", 2)[1]);
      }
    }
    return given;
  }
}
