package dev.carousel.plugin;

import dev.carousel.error.CarouselException;
import dev.carousel.error.ForeignFault;
import dev.carousel.spi.OptionSpec;
import dev.carousel.spi.Options;
import dev.carousel.spi.PluginRole;
import dev.carousel.spi.Provider;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * A plugin: the description of its provider, read once, and its source.
 *
 * @param kind its kind
 * @param id the name by which it is requested; unique in its kind
 * @param description one line, without a full stop
 * @param options in the order in which help lists them
 * @param roles what the plugin as a whole is for
 * @param source where it comes from
 * @param provider creates it
 * @param <T> what the provider creates
 */
public record Plugin<T>(
    PluginKind<T> kind,
    String id,
    String description,
    List<OptionSpec> options,
    Set<PluginRole> roles,
    PluginSource source,
    Provider<T> provider) {

  /** Refuses nulls, which a plugin's author may return where none is allowed; copies the list. */
  public Plugin {
    Objects.requireNonNull(id, "id() returned null");
    Objects.requireNonNull(description, "description() returned null");
    options = List.copyOf(Objects.requireNonNull(options, "options() returned null"));
    roles = Set.copyOf(Objects.requireNonNull(roles, "roles() returned null"));
  }

  /**
   * Reads the description, options and roles of a provider; what the provider throws is passed on.
   *
   * @param id the name by which it is requested, which may differ from the provider's own
   */
  public static <T> Plugin<T> of(PluginKind<T> kind, String id, Provider<T> provider) {
    PluginSource source = PluginSource.of(provider.getClass());
    return new Plugin<>(
        kind, id, provider.description(), provider.options(), provider.roles(), source, provider);
  }

  /**
   * Creates the plugin's product.
   *
   * @param given values for some of the options, as a user writes them; the others take their
   *     defaults
   * @throws CarouselException if an option is unknown or its value wrong, or if the provider fails;
   *     a failure names the plugin and its jar
   */
  public T create(Map<String, String> given) {
    Options checked = Options.of(kind + " " + id, options, given);
    try {
      return Objects.requireNonNull(provider.create(checked), "create() returned null");
    } catch (Throwable fault) { // whatever a plugin throws, but for a lack of memory
      String where = provider.getClass().getName() + " in " + source;
      throw ForeignFault.of(
          "The " + kind + " '" + id + "' could not be created.", null, where, fault);
    }
  }
}
