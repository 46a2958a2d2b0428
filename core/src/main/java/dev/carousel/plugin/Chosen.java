package dev.carousel.plugin;

import dev.carousel.error.CarouselException;
import dev.carousel.spi.OptionSpec;
import dev.carousel.spi.Options;
import dev.carousel.spi.Provider;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * A plugin with values for its options, as {@code id:key=value} on the command line. Its product
 * and its name come from the same values, so they cannot contradict each other. Names, defaults and
 * bounds of the options are those of the provider.
 *
 * <p>Built-in plugins have their own class with a method for each option, such as {@code
 * Lstm.cell().forgetBias(1)}; their package lists them. Your own plugin does not need one:
 *
 * <pre>{@code
 * Chosen<Cell> mine = Chosen.of(PluginKind.CELL, new MyCellProvider()).with("my-option", 0.5);
 * }</pre>
 *
 * <p>Immutable and thread-safe; equal if the provider's class is the same and so are the values
 * that were given.
 *
 * @param <T> what the plugin makes
 */
public class Chosen<T> {
  private final Plugin<T> plugin;
  private final Map<String, String> given;

  /** For subclasses with a method for each option. */
  protected Chosen(Chosen<T> same) {
    this(same.plugin, same.given);
  }

  private Chosen(Plugin<T> plugin, Map<String, String> given) {
    this.plugin = plugin;
    this.given = given;
  }

  /**
   * A provider's plugin with the defaults of all options.
   *
   * @throws CarouselException if the provider's id is not valid
   */
  public static <T> Chosen<T> of(PluginKind<T> kind, Provider<T> provider) {
    Plugin<T> plugin = Plugin.of(kind, provider.id(), provider);
    PluginIds.requireValid(plugin);
    return new Chosen<>(plugin, Map.of());
  }

  /**
   * A plugin with some values.
   *
   * @param given as a user writes them; the other options have their defaults
   * @throws CarouselException if an option is unknown or its value wrong
   */
  static <T> Chosen<T> of(Plugin<T> plugin, Map<String, String> given) {
    Options.of(owner(plugin), plugin.options(), given);
    return new Chosen<>(plugin, new LinkedHashMap<>(given));
  }

  private static String owner(Plugin<?> plugin) {
    return plugin.kind() + " " + plugin.id();
  }

  /**
   * The same plugin with another value for one option.
   *
   * @param option as on the command line: {@code forget-bias}
   * @param value a number, a boolean, a constant of an enum, or text as on the command line
   * @throws CarouselException if there is no such option, or the value is not of its type or out of
   *     its bounds
   */
  public Chosen<T> with(String option, Object value) {
    String text = OptionSpec.text(value);
    Options.of(owner(plugin), plugin.options(), Map.of(option, text));
    Map<String, String> values = new LinkedHashMap<>(given);
    values.put(option, text);
    return new Chosen<>(plugin, values);
  }

  /**
   * Creates the plugin's product, a new one at each call.
   *
   * @throws CarouselException if the values contradict each other, or the provider fails
   */
  public final T make() {
    return plugin.create(given);
  }

  /** Its name: the id and the given values, in order. */
  public final PluginRef ref() {
    return new PluginRef(plugin.id(), given);
  }

  /**
   * The same plugin with all values given, defaults included, each written in one way. So two that
   * make the same are equal then.
   */
  public final Chosen<T> complete() {
    Map<String, String> values = new LinkedHashMap<>();
    for (OptionSpec option : plugin.options()) {
      String value = given.getOrDefault(option.name(), option.defaultValue());
      values.put(option.name(), option.canonical(value));
    }
    return new Chosen<>(plugin, values);
  }

  /** The plugin's options, in the order in which help lists them. */
  public final List<OptionSpec> options() {
    return plugin.options();
  }

  /** The kind of the plugin. */
  public final PluginKind<T> kind() {
    return plugin.kind();
  }

  /** As on the command line: {@code lstm:forget-bias=1}. */
  @Override
  public final String toString() {
    return ref().toString();
  }

  @Override
  public final boolean equals(Object other) {
    return other instanceof Chosen<?> chosen
        && plugin.provider().getClass() == chosen.plugin.provider().getClass()
        && ref().equals(chosen.ref());
  }

  @Override
  public final int hashCode() {
    return Objects.hash(plugin.provider().getClass(), ref());
  }
}
