package dev.carousel.fuzz;

import dev.carousel.plugin.PluginDiscovery;
import dev.carousel.plugin.PluginKind;
import dev.carousel.plugin.PluginRef;
import dev.carousel.plugin.Plugins;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Any text as the name of a plugin with options, made where there is such a plugin. */
public final class PluginRefFuzz {
  private static final Plugins PLUGINS = Plugins.of(PluginDiscovery.onClassPath());

  private PluginRefFuzz() {}

  /** Called by Jazzer, before time counts. */
  public static void fuzzerInitialize() {
    Hostile.warmUp(PluginRefFuzz::fuzzerTestOneInput);
  }

  /** Called by Jazzer. */
  public static void fuzzerTestOneInput(byte[] input) {
    var unused = load(input);
  }

  /** Why the input was refused; empty if it was loaded. Whatever is thrown is a finding. */
  public static Optional<String> load(byte[] input) {
    String text = new String(input, StandardCharsets.UTF_8);
    Optional<String> refusal =
        Hostile.attempt(
            () -> {
              PluginRef ref = PluginRef.parse(text);
              Hostile.require(PluginRef.parse(ref.toString()).equals(ref), ref);
            });
    if (refusal.isEmpty()) {
      PluginRef ref = PluginRef.parse(text);
      kinds(ref).forEach(kind -> Hostile.attempt(() -> PLUGINS.create(kind, ref)));
    }
    return refusal;
  }

  /** Those that have a plugin of the name; cells if none has, for one refusal is like another. */
  private static List<PluginKind<?>> kinds(PluginRef ref) {
    List<PluginKind<?>> kinds = new ArrayList<>(PluginKind.ALL);
    kinds.removeIf(kind -> PLUGINS.list(kind).stream().noneMatch(p -> p.id().equals(ref.id())));
    return kinds.isEmpty() ? List.of(PluginKind.CELL) : kinds;
  }
}
