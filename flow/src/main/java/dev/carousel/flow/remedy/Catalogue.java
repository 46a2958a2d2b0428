package dev.carousel.flow.remedy;

import dev.carousel.plugin.Plugin;
import dev.carousel.plugin.PluginKind;
import dev.carousel.plugin.PluginRef;
import dev.carousel.plugin.Plugins;
import dev.carousel.spi.OptionSpec;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** What plugins there are to prescribe, and what a reference to one says and leaves to defaults. */
public record Catalogue(Plugins plugins) {

  public boolean isKnown(PluginKind<?> kind, String id) {
    return plugins.list(kind).stream().anyMatch(known -> known.id().equals(id));
  }

  /** Whether there is such a plugin, with such an option. */
  public boolean has(PluginKind<?> kind, PluginRef ref, String option) {
    return spec(kind, ref, option).isPresent();
  }

  private Optional<OptionSpec> spec(PluginKind<?> kind, PluginRef ref, String option) {
    return plugins.list(kind).stream()
        .filter(known -> known.id().equals(ref.id()))
        .map(Plugin::options)
        .flatMap(options -> options.stream())
        .filter(spec -> spec.name().equals(option))
        .findFirst();
  }

  /** What was given, or the default; 0 for an option that the plugin does not have. */
  public String value(PluginKind<?> kind, PluginRef ref, String option) {
    String given = ref.options().get(option);
    return given != null
        ? given
        : spec(kind, ref, option).map(OptionSpec::defaultValue).orElse("0");
  }

  /** The same of an option that is a number. */
  public double number(PluginKind<?> kind, PluginRef ref, String option) {
    return Double.parseDouble(value(kind, ref, option));
  }

  /** With another value of one option. */
  public static PluginRef with(PluginRef ref, String option, String value) {
    Map<String, String> options = new LinkedHashMap<>(ref.options());
    options.put(option, value);
    return new PluginRef(ref.id(), options);
  }

  /** With the default of one option. */
  static PluginRef without(PluginRef ref, String option) {
    Map<String, String> options = new LinkedHashMap<>(ref.options());
    options.remove(option);
    return new PluginRef(ref.id(), options);
  }

  /** A number as a user would write it: three digits that count, no exponent. */
  public static String plain(double value) {
    return new BigDecimal(value).round(new MathContext(3)).stripTrailingZeros().toPlainString();
  }
}
