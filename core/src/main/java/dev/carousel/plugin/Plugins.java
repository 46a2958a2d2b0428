package dev.carousel.plugin;

import dev.carousel.data.Task;
import dev.carousel.error.CarouselException;
import dev.carousel.error.NearestWord;
import dev.carousel.spi.Cell;
import dev.carousel.spi.GradientHook;
import dev.carousel.spi.Loss;
import dev.carousel.spi.Optimizer;
import dev.carousel.spi.Schedule;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The catalogue of plugins by kind and id: lists them, and creates what a {@link PluginRef} names.
 * Immutable and thread-safe.
 *
 * <pre>{@code
 * try (PluginDiscovery discovery = PluginDiscovery.onClassPath()) {
 *   Cell cell = Plugins.of(discovery).cell(PluginRef.parse("lstm:forget-bias=1"));
 * }
 * }</pre>
 */
public final class Plugins {
  private final Map<PluginKind<?>, SortedMap<String, Plugin<?>>> byKind = new HashMap<>();
  private final List<PluginProblem> problems;

  /**
   * A catalogue of these plugins.
   *
   * @param problems what was left out, for {@link #problems()} and for errors
   * @throws CarouselException if an id is not valid, or two plugins of a kind share one
   */
  public Plugins(List<? extends Plugin<?>> plugins, List<PluginProblem> problems) {
    this.problems = List.copyOf(problems);
    plugins.forEach(this::add);
  }

  /** A catalogue of what was discovered. */
  public static Plugins of(PluginDiscovery discovery) {
    return new Plugins(discovery.plugins(), discovery.problems());
  }

  private void add(Plugin<?> plugin) {
    PluginIds.requireValid(plugin);
    Plugin<?> first =
        byKind.computeIfAbsent(plugin.kind(), k -> new TreeMap<>()).put(plugin.id(), plugin);
    if (first != null) {
      throw PluginIds.refused(
          plugin, "its id is taken by " + first.provider().getClass().getName());
    }
  }

  /** The plugins of a kind, sorted by id. */
  public <T> List<Plugin<T>> list(PluginKind<T> kind) {
    return List.copyOf(ofKind(kind).values());
  }

  /**
   * One plugin.
   *
   * @throws CarouselException if there is none with this id; the message suggests the nearest one,
   *     and says if one with this id was left out
   */
  public <T> Plugin<T> get(PluginKind<T> kind, String id) {
    SortedMap<String, Plugin<T>> plugins = ofKind(kind);
    Plugin<T> plugin = plugins.get(id);
    if (plugin == null) {
      throw unknown(kind, id, List.copyOf(plugins.keySet()));
    }
    return plugin;
  }

  /**
   * Creates what is requested.
   *
   * @throws CarouselException if the plugin is unknown, an option is wrong, or the plugin fails
   */
  public <T> T create(PluginKind<T> kind, PluginRef ref) {
    return get(kind, ref.id()).create(ref.options());
  }

  /**
   * What is requested, not yet created.
   *
   * @throws CarouselException if the plugin or an option is unknown, or a value is wrong
   */
  public <T> Chosen<T> choose(PluginKind<T> kind, PluginRef ref) {
    return Chosen.of(get(kind, ref.id()), ref.options());
  }

  /** Creates a cell; see {@link #create}. */
  public Cell cell(PluginRef ref) {
    return create(PluginKind.CELL, ref);
  }

  /** Creates a loss; see {@link #create}. */
  public Loss loss(PluginRef ref) {
    return create(PluginKind.LOSS, ref);
  }

  /** Creates an optimizer; see {@link #create}. */
  public Optimizer optimizer(PluginRef ref) {
    return create(PluginKind.OPTIMIZER, ref);
  }

  /** Creates a schedule; see {@link #create}. */
  public Schedule schedule(PluginRef ref) {
    return create(PluginKind.SCHEDULE, ref);
  }

  /** Creates a gradient hook; see {@link #create}. */
  public GradientHook hook(PluginRef ref) {
    return create(PluginKind.HOOK, ref);
  }

  /** Creates a task; see {@link #create}. */
  public Task task(PluginRef ref) {
    return create(PluginKind.TASK, ref);
  }

  /** What was left out of the catalogue, and why. */
  public List<PluginProblem> problems() {
    return problems;
  }

  @SuppressWarnings({"unchecked", "rawtypes"}) // add() files each Plugin<T> under its own kind of T
  private <T> SortedMap<String, Plugin<T>> ofKind(PluginKind<T> kind) {
    return (SortedMap) byKind.getOrDefault(kind, new TreeMap<>());
  }

  private static String hint(PluginKind<?> kind, String id, List<String> valid) {
    String jar = "a plugin jar with " + kind.plural();
    boolean isTypingError = NearestWord.of(id, valid).isPresent();
    return valid.isEmpty()
        ? jar
        : NearestWord.hint(id, valid)
            + (isTypingError ? "" : "; or load " + jar + " (--plugins DIR)");
  }

  private <T> CarouselException unknown(PluginKind<T> kind, String id, List<String> valid) {
    CarouselException.Builder error =
        CarouselException.usage("There is no " + kind + " '" + id + "'.");
    problems.stream().filter(problem -> problem.concerns(kind, id)).forEach(error::found);
    return error.mend(hint(kind, id, valid)).build();
  }
}
