package dev.carousel.optimizers;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.carousel.optimizers.hook.BuiltInHooks;
import dev.carousel.spi.GradientHookProvider;
import dev.carousel.spi.OptimizerProvider;
import dev.carousel.spi.OptionSpec;
import dev.carousel.spi.Options;
import dev.carousel.spi.PluginRole;
import dev.carousel.spi.Provider;
import dev.carousel.spi.ScheduleProvider;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What ServiceLoader finds, and that nothing found goes untested. */
class ProvidersTest {
  static Stream<Provider<?>> providers() {
    return Stream.of(OptimizerProvider.class, ScheduleProvider.class, GradientHookProvider.class)
        .flatMap(kind -> ServiceLoader.load(kind).stream())
        .map(ServiceLoader.Provider::get);
  }

  @Test
  void findsEveryOptimizerOnceAndTestsItsContract() {
    List<String> found = Plugins.ids(OptimizerProvider.class);
    assertEquals(11, found.size(), found::toString);
    assertEquals(new TreeSet<>(found), idsOf(BuiltInOptimizersTest.SETTINGS));
  }

  @Test
  void findsEveryHookOnceAndTestsItsContract() {
    List<String> found = Plugins.ids(GradientHookProvider.class);
    assertEquals(12, found.size(), found::toString);
    assertEquals(new TreeSet<>(found), idsOf(BuiltInHooks.SETTINGS));
  }

  @Test
  void findsEveryScheduleOnce() {
    List<String> found = Plugins.ids(ScheduleProvider.class);
    assertEquals(6, found.size(), found::toString);
    assertEquals(
        Set.of("constant", "step", "cosine", "linear-warmup", "one-cycle", "plateau"),
        Set.copyOf(found));
  }

  /** The laboratory finds cures by these, and knows no hook by its name. */
  @Test
  void hooksHaveTheseRoles() {
    Map<String, Set<PluginRole>> found = new TreeMap<>();
    for (GradientHookProvider provider : ServiceLoader.load(GradientHookProvider.class)) {
      if (!provider.roles().isEmpty()) {
        found.put(provider.id(), provider.roles());
      }
    }
    assertEquals(
        Map.of(
            "adagc", Set.of(PluginRole.CLIPPING, PluginRole.SELF_TUNING),
            "agc", Set.of(PluginRole.CLIPPING, PluginRole.SELF_TUNING),
            "autoclip", Set.of(PluginRole.CLIPPING, PluginRole.SELF_TUNING),
            "clip-layer-norm", Set.of(PluginRole.CLIPPING),
            "clip-norm", Set.of(PluginRole.CLIPPING, PluginRole.PROPOSED),
            "clip-step", Set.of(PluginRole.CLIPPING),
            "clip-value", Set.of(PluginRole.CLIPPING),
            "preserve-norm", Set.of(PluginRole.PROPOSED, PluginRole.NORM_PRESERVING),
            "zclip", Set.of(PluginRole.CLIPPING, PluginRole.SELF_TUNING)),
        found);
  }

  private static Set<String> idsOf(List<String> settings) {
    return new TreeSet<>(settings.stream().map(text -> text.split(":", 2)[0]).toList());
  }

  @ParameterizedTest
  @MethodSource("providers")
  void createsFromItsDefaults(Provider<?> provider) {
    assertNotNull(provider.create(Options.defaults(provider.options())));
  }

  @ParameterizedTest
  @MethodSource("providers")
  void describesItselfInOneLineWithoutAFullStop(Provider<?> provider) {
    assertTrue(provider.id().matches("[a-z0-9]+(-[a-z0-9]+)*"), provider.id());
    assertIsOneLine(provider.description());
    for (OptionSpec option : provider.options()) {
      assertIsOneLine(option.description());
      String given = option.defaultValue();
      Options.of(provider.id(), List.of(option), Map.of(option.name(), given));
    }
  }

  private static void assertIsOneLine(String description) {
    assertFalse(description.isBlank());
    assertFalse(description.contains("\n") || description.endsWith("."), description);
    assertTrue(description.length() <= 90, description);
  }
}
