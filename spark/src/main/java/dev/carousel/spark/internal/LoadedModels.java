package dev.carousel.spark.internal;

import dev.carousel.Engines;
import dev.carousel.model.BoundNetwork;
import dev.carousel.model.SavedModel;
import dev.carousel.plugin.PluginDiscovery;
import dev.carousel.plugin.Plugins;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The networks of this JVM, each bound once for all tasks. Thread-safe. An engine computes on the
 * thread of its caller, so a task needs one core; the engine has no threads that would have to be
 * ended when a network makes room for another.
 */
public final class LoadedModels {
  private static final int MOST = 8;
  private static final LoadedModels HERE = new LoadedModels();

  private final Map<String, LoadedModel> bySum = new LinkedHashMap<>(16, 0.75f, true);

  private LoadedModels() {}

  /**
   * A network and how it reads data.
   *
   * @param network ready to run
   * @param saved what the file holds
   */
  public record LoadedModel(BoundNetwork network, SavedModel saved) {}

  /**
   * The network of a model.
   *
   * @throws dev.carousel.error.CarouselException if it is damaged, or its cell or loss is not on
   *     the class path
   */
  public static LoadedModel of(SharedModel model) {
    return HERE.get(model);
  }

  private synchronized LoadedModel get(SharedModel model) {
    LoadedModel known = bySum.get(model.sha256());
    if (known != null) {
      return known;
    }
    SavedModel saved = model.open();
    Plugins plugins = Plugins.of(PluginDiscovery.onClassPath());
    LoadedModel loaded = new LoadedModel(saved.bind(Engines.fused(1), plugins), saved);
    bySum.put(model.sha256(), loaded);
    if (bySum.size() > MOST) {
      bySum.remove(bySum.keySet().iterator().next());
    }
    return loaded;
  }
}
