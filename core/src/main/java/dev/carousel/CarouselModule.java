package dev.carousel;

import com.google.inject.AbstractModule;
import com.google.inject.Injector;
import com.google.inject.Key;
import com.google.inject.Scopes;
import com.google.inject.multibindings.MapBinder;
import com.google.inject.util.Types;
import dev.carousel.engine.EngineFactory;
import dev.carousel.plugin.Plugin;
import dev.carousel.plugin.PluginDiscovery;
import dev.carousel.plugin.PluginKind;
import dev.carousel.plugin.Plugins;
import dev.carousel.spi.Provider;
import dev.carousel.train.SteadyClock;
import dev.carousel.train.TrainerFactory;
import java.time.Clock;
import java.util.Map;
import java.util.stream.Stream;

/**
 * The Guice module of Carousel. Immutable; several threads may create injectors from it. Each kind
 * of plugin is a map of its providers by id, such as {@code Map<String, CellProvider>}, with the
 * discovered providers and those that other modules add. {@link Plugins} is the catalogue of these
 * maps. Your own cell needs no service file:
 *
 * <pre>{@code
 * Injector injector = Guice.createInjector(
 *     new CarouselModule(discovery),
 *     binder -> MapBinder.newMapBinder(binder, String.class, CellProvider.class)
 *         .addBinding("mine").toInstance(new MyCellProvider()));
 * Cell cell = injector.getInstance(Plugins.class).cell(PluginRef.parse("mine"));
 * }</pre>
 *
 * <p>If a module and a discovered plugin, or two modules, bind the same id, creating the injector
 * fails. The error names both, and the jar of a discovered one. Replace any other part with {@link
 * com.google.inject.util.Modules#override}.
 */
public final class CarouselModule extends AbstractModule {
  private final PluginDiscovery discovery;

  /**
   * A module with the discovered plugins.
   *
   * @param discovery is left open; its creator closes it when the parts are no longer used
   */
  public CarouselModule(PluginDiscovery discovery) {
    this.discovery = discovery;
  }

  @Override
  protected void configure() {
    PluginKind.ALL.forEach(this::bindPlugins);
    bindSurroundings();
    bindParts();
  }

  /**
   * The parts of a run. Created by plain code, not by constructors that Guice looks up: for those
   * it generates classes with sun.misc.Unsafe, which JDK 24 and later warn about.
   */
  private void bindParts() {
    bind(EngineFactory.class).toInstance(Engines::fused);
    var clock = getProvider(Clock.class);
    bind(TrainerFactory.class).toProvider(() -> new TrainerFactory(clock.get()));
    var injector = getProvider(Injector.class);
    bind(Plugins.class).toProvider(() -> plugins(injector.get())).in(Scopes.SINGLETON);
  }

  /** What a run takes from its environment. */
  private void bindSurroundings() {
    bind(Clock.class).toInstance(new SteadyClock());
  }

  private <T> void bindPlugins(PluginKind<T> kind) {
    bindPlugins(kind, kind.service());
  }

  private <T, P extends Provider<T>> void bindPlugins(PluginKind<T> kind, Class<P> service) {
    MapBinder.newMapBinder(binder(), String.class, service); // a kind without plugins is a map too
    for (Plugin<?> plugin : discovery.plugins()) {
      if (plugin.kind().equals(kind)) {
        MapBinder.newMapBinder(
                binder().withSource(kind + " of " + plugin.source()), String.class, service)
            .addBinding(plugin.id())
            .toInstance(service.cast(plugin.provider()));
      }
    }
  }

  private Plugins plugins(Injector injector) {
    return new Plugins(
        PluginKind.ALL.stream().flatMap(kind -> bound(kind, injector)).toList(),
        discovery.problems());
  }

  private static <T> Stream<Plugin<T>> bound(PluginKind<T> kind, Injector injector) {
    return providers(kind, injector).entrySet().stream()
        .map(entry -> Plugin.of(kind, entry.getKey(), entry.getValue()));
  }

  @SuppressWarnings("unchecked") // the type of the map is made from the kind's service interface
  private static <T> Map<String, Provider<T>> providers(PluginKind<T> kind, Injector injector) {
    return (Map<String, Provider<T>>)
        injector.getInstance(Key.get(Types.mapOf(String.class, kind.service())));
  }
}
