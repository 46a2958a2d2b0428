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
 * A plugin that can be made: what its provider tells, asked once, and where it comes from.
 *
 * @param kind what it is
 * @param id the name under which it is asked for; unique in its kind
 * @param description one line, without a full stop
 * @param options in the order in which help lists them
 * @param roles what it is for as a whole
 * @param source where it comes from
 * @param provider makes it
 * @param <T> what the provider makes
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
   * Asks a provider for its description, options and roles; whatever it throws comes through.
   *
   * @param id the name under which it is asked for, which need not be the provider's own
   */
  public static <T> Plugin<T> of(PluginKind<T> kind, String id, Provider<T> provider) {
    PluginSource source = PluginSource.of(provider.getClass());
    return new Plugin<>(
        kind, id, provider.description(), provider.options(), provider.roles(), source, provider);
  }

  /**
   * Makes one.
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
      throw ForeignFault.of("The " + kind + " '" + id + "' could not be created.", null, where, fault);
    }
  }
}
