package dev.carousel.cli.options;

import com.google.inject.Guice;
import com.google.inject.Injector;
import dev.carousel.CarouselModule;
import dev.carousel.Engines;
import dev.carousel.engine.Engine;
import dev.carousel.engine.EngineFactory;
import dev.carousel.engine.EngineSettings;
import dev.carousel.error.CarouselException;
import dev.carousel.flow.FlowMeter;
import dev.carousel.flow.FlowModule;
import dev.carousel.model.HeapBudget;
import dev.carousel.plugin.PluginDiscovery;
import dev.carousel.plugin.Plugins;
import dev.carousel.tensor.Precision;
import dev.carousel.train.TrainerFactory;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * The resources of one command: the discovered plugins, the injected parts, and the opened engines.
 * It must be closed.
 */
public final class Session implements AutoCloseable {
  private final PluginDiscovery discovery;
  private final Injector injector;
  private final List<String> commandLine;
  private final String pluginWords;
  private final List<String> pluginFolders;
  private final HeapBudget heap;
  private final List<Engine> engines = new ArrayList<>();

  private Session(PluginDiscovery discovery, SessionSettings options) {
    this.discovery = discovery;
    this.commandLine = options.commandLine();
    this.pluginWords = options.pluginWords();
    this.pluginFolders = options.pluginFolders();
    this.heap = Objects.requireNonNullElseGet(options.heap(), HeapBudget::ofThisJvm);
    this.injector = Guice.createInjector(new CarouselModule(discovery), new FlowModule());
  }

  /**
   * Applies the log level, then finds the plugins and creates the parts.
   *
   * @throws dev.carousel.error.CarouselException if a plugin folder is missing
   */
  public static Session open(GlobalOptions options) {
    return open(options.session());
  }

  /**
   * The same in another JVM, or another thread, than the options were given in.
   *
   * @throws dev.carousel.error.CarouselException if a plugin folder is missing
   */
  public static Session open(SessionSettings settings) {
    settings.applyLogLevel();
    return new Session(settings.discover(), settings);
  }

  /** The catalogue of plugins. */
  public Plugins plugins() {
    return injector.getInstance(Plugins.class);
  }

  /** As {@link PluginDiscovery#loaders}. */
  public List<ClassLoader> loaders() {
    return discovery.loaders();
  }

  /** The command line that is carried out, a word each. */
  public List<String> commandLine() {
    return commandLine;
  }

  /** As {@link GlobalOptions#pluginWords}. */
  public String pluginWords() {
    return pluginWords;
  }

  /** The folders of jars that plugins were looked for in. */
  public List<String> pluginFolders() {
    return pluginFolders;
  }

  /** What a training may use of the heap. */
  public HeapBudget heap() {
    return heap;
  }

  /** The time of day. */
  public Clock clock() {
    return injector.getInstance(Clock.class);
  }

  /** Makes trainers. */
  public TrainerFactory trainers() {
    return injector.getInstance(TrainerFactory.class);
  }

  /** Measures gradient flow. */
  public FlowMeter flow() {
    return injector.getInstance(FlowMeter.class);
  }

  /**
   * A new engine, closed with this session.
   *
   * @throws CarouselException if another engine is in use, which does not know the weights' format
   */
  public Engine engine(EngineSettings settings) {
    Engine engine = injector.getInstance(EngineFactory.class).create(settings);
    engines.add(engine);
    if (engine.weights() != settings.weights()) {
      throw CarouselException.usage("The engine in use has no weights of this format.")
          .expected(engine.weights().word())
          .found(settings.weights().word())
          .mend("leave out --weight-format")
          .build();
    }
    return engine;
  }

  /**
   * The same, for measurements in a precision: in float64 the reference engine, which has no
   * settings.
   */
  public Engine engine(EngineSettings settings, Precision precision) {
    if (precision == Precision.FLOAT32) {
      return engine(settings);
    }
    Engine engine = Engines.reference();
    engines.add(engine);
    return engine;
  }

  /** Closes the engines and the jars of plugin folders. */
  @Override
  public void close() {
    engines.forEach(Engine::close);
    discovery.close();
  }
}
