package dev.carousel.flow.remedy;

import dev.carousel.error.CarouselException;
import dev.carousel.plugin.Plugin;
import dev.carousel.plugin.PluginKind;
import dev.carousel.plugin.PluginRef;
import dev.carousel.plugin.Plugins;
import dev.carousel.spi.ChoiceRole;
import dev.carousel.spi.OptionRole;
import dev.carousel.spi.OptionSpec;
import dev.carousel.spi.PluginRole;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** The plugins that can be prescribed, found by their roles, and the values of their options. */
public record Catalogue(Plugins plugins) {
  private static final String ABSENT = "0";

  private Optional<Plugin<?>> plugin(PluginKind<?> kind, PluginRef ref) {
    return plugins.list(kind).stream()
        .filter(known -> known.id().equals(ref.id()))
        .findFirst()
        .map(found -> found);
  }

  private static Optional<OptionSpec> option(Plugin<?> plugin, Predicate<OptionSpec> wanted) {
    return plugin.options().stream().filter(wanted).findFirst();
  }

  /** The option of that role; empty if there is no such plugin, or none of its options has it. */
  public Optional<OptionSpec> option(PluginKind<?> kind, PluginRef ref, OptionRole role) {
    return plugin(kind, ref).flatMap(known -> option(known, spec -> spec.role() == role));
  }

  /** Whether there is such a plugin, with an option of that role. */
  public boolean has(PluginKind<?> kind, PluginRef ref, OptionRole role) {
    return option(kind, ref, role).isPresent();
  }

  /** Whether there is such a plugin, and it has that role. */
  public boolean is(PluginKind<?> kind, PluginRef ref, PluginRole role) {
    return plugin(kind, ref).filter(known -> known.roles().contains(role)).isPresent();
  }

  /** The plugins with all of these roles, those with the fewest options first, then by id. */
  public List<PluginRef> list(PluginKind<?> kind, PluginRole... roles) {
    return plugins.list(kind).stream()
        .filter(plugin -> plugin.roles().containsAll(Set.of(roles)))
        .sorted(
            Comparator.<Plugin<?>>comparingInt(plugin -> plugin.options().size())
                .thenComparing(Plugin::id))
        .map(plugin -> new PluginRef(plugin.id(), Map.of()))
        .toList();
  }

  /** The given value or the default; 0 for an option that the plugin does not have. */
  String value(PluginKind<?> kind, PluginRef ref, String option) {
    String given = ref.options().get(option);
    return given != null
        ? given
        : plugin(kind, ref)
            .flatMap(known -> option(known, spec -> spec.name().equals(option)))
            .map(OptionSpec::defaultValue)
            .orElse(ABSENT);
  }

  /** The given value of the option of a role, or its default; 0 if the plugin has none. */
  public String value(PluginKind<?> kind, PluginRef ref, OptionRole role) {
    return option(kind, ref, role).map(spec -> value(kind, ref, spec.name())).orElse(ABSENT);
  }

  /** The value of the option of a role, as a number. */
  public double number(PluginKind<?> kind, PluginRef ref, OptionRole role) {
    return Double.parseDouble(value(kind, ref, role));
  }

  /** Whether the word given for the option of a role, or its default, has that meaning. */
  public boolean means(PluginKind<?> kind, PluginRef ref, OptionRole role, ChoiceRole meaning) {
    return option(kind, ref, role)
        .filter(spec -> spec.meanings().get(value(kind, ref, spec.name())) == meaning)
        .isPresent();
  }

  /**
   * The plugin with another value of the option of a role.
   *
   * @param value a number is rounded if the option is a whole one
   * @return empty if the plugin has no such option, or refuses the value beside its other options
   */
  public Optional<PluginRef> with(
      PluginKind<?> kind, PluginRef ref, OptionRole role, String value) {
    return option(kind, ref, role)
        .flatMap(
            spec ->
                Optional.of(spec.accepts(value) ? value : rounded(spec, value))
                    .filter(spec::accepts)
                    .map(own -> with(ref, spec.name(), own)))
        .filter(other -> isAccepted(kind, other) || !isAccepted(kind, ref));
  }

  /** Options may be valid by themselves, and contradict each other. */
  private boolean isAccepted(PluginKind<?> kind, PluginRef ref) {
    try {
      plugin(kind, ref).ifPresent(known -> known.create(ref.options()));
      return true;
    } catch (CarouselException refused) {
      return false;
    }
  }

  private static String rounded(OptionSpec spec, String value) {
    return spec.type() == OptionSpec.Type.INTEGER
        ? Long.toString(Math.round(Double.parseDouble(value)))
        : value;
  }

  /** The plugin with the first word of that meaning; empty if the option of the role has none. */
  public Optional<PluginRef> with(
      PluginKind<?> kind, PluginRef ref, OptionRole role, ChoiceRole meaning) {
    return option(kind, ref, role)
        .flatMap(
            spec ->
                spec.choices().stream()
                    .filter(word -> spec.meanings().get(word) == meaning)
                    .findFirst()
                    .map(word -> with(ref, spec.name(), word)))
        .filter(other -> isAccepted(kind, other) || !isAccepted(kind, ref));
  }

  private static PluginRef with(PluginRef ref, String option, String value) {
    Map<String, String> options = new LinkedHashMap<>(ref.options());
    options.put(option, value);
    return new PluginRef(ref.id(), options);
  }

  /** The plugin with a value of the option of a role, left out if it is the default. */
  public Optional<PluginRef> reset(
      PluginKind<?> kind, PluginRef ref, OptionRole role, String value) {
    return option(kind, ref, role)
        .filter(spec -> spec.accepts(value))
        .map(
            spec ->
                isDefault(spec, value) ? without(kind, ref, role) : with(ref, spec.name(), value))
        .filter(other -> isAccepted(kind, other) || !isAccepted(kind, ref));
  }

  private static boolean isDefault(OptionSpec spec, String value) {
    return spec.type() == OptionSpec.Type.REAL
        ? Double.parseDouble(spec.defaultValue()) == Double.parseDouble(value)
        : spec.defaultValue().equals(value);
  }

  /** The plugin with the default, or otherwise the first word, that does not have that meaning. */
  public Optional<PluginRef> otherThan(
      PluginKind<?> kind, PluginRef ref, OptionRole role, ChoiceRole meaning) {
    return option(kind, ref, role)
        .flatMap(
            spec ->
                Stream.concat(Stream.of(spec.defaultValue()), spec.choices().stream())
                    .filter(word -> spec.meanings().get(word) != meaning)
                    .findFirst())
        .flatMap(word -> reset(kind, ref, role, word));
  }

  /** The plugin with the default of the option of a role; unchanged if it has none. */
  PluginRef without(PluginKind<?> kind, PluginRef ref, OptionRole role) {
    Map<String, String> options = new LinkedHashMap<>(ref.options());
    option(kind, ref, role).ifPresent(spec -> options.remove(spec.name()));
    return new PluginRef(ref.id(), options);
  }

  /** A number as a user would write it: three significant digits, no exponent. */
  public static String plain(double value) {
    return new BigDecimal(value).round(new MathContext(3)).stripTrailingZeros().toPlainString();
  }
}
