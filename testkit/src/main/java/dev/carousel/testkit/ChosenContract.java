package dev.carousel.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.fail;

import dev.carousel.plugin.Chosen;
import dev.carousel.plugin.PluginDiscovery;
import dev.carousel.plugin.PluginRef;
import dev.carousel.plugin.Plugins;
import dev.carousel.spi.OptionSpec;
import dev.carousel.spi.Provider;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/**
 * The contract of classes that name a plugin and its settings in Java, such as {@code Lstm}. Every
 * provider of a module has such a class, with one method for each option, of the option's type. Its
 * product and name are those of {@code id:key=value}. Use it in the tests of a module with such
 * classes.
 */
public abstract class ChosenContract {
  private final Plugins plugins = onClassPath();

  /** For use by subclasses. */
  protected ChosenContract() {}

  private static Plugins onClassPath() {
    try (PluginDiscovery found = PluginDiscovery.onClassPath()) {
      return Plugins.of(found);
    }
  }

  /** All classes of the module, each with its defaults. */
  protected abstract List<Chosen<?>> chosen();

  @Test
  void everyProviderOfTheModuleHasAClass() {
    Set<String> expected = new TreeSet<>();
    Set<String> found = new TreeSet<>();
    for (Chosen<?> one : chosen()) {
      found.add(one.kind() + " " + one.ref());
      for (Provider<?> provider : ServiceLoader.load(one.kind().service())) {
        if (isOfTheModule(provider.getClass(), one.getClass())) {
          expected.add(one.kind() + " " + provider.id());
        }
      }
    }
    assertEquals(expected, found);
  }

  private static boolean isOfTheModule(Class<?> provider, Class<?> one) {
    return provider
        .getProtectionDomain()
        .getCodeSource()
        .getLocation()
        .equals(one.getProtectionDomain().getCodeSource().getLocation());
  }

  @Test
  void everyOptionHasOneMethodOfItsType() throws ReflectiveOperationException {
    for (Chosen<?> one : chosen()) {
      Map<String, Class<?>> expected = new TreeMap<>();
      Map<String, Class<?>> found = new TreeMap<>();
      Map<String, OptionSpec> specs = specs(one);
      Map<String, Method> methods = methods(one);
      specs.forEach((name, spec) -> expected.put(name, type(spec, methods.get(name))));
      methods.forEach((name, method) -> found.put(name, method.getParameterTypes()[0]));
      assertEquals(expected, found, one.getClass().getName());
    }
  }

  @Test
  void aMethodIsTheOptionOfTheCommandLine() throws ReflectiveOperationException {
    for (Chosen<?> one : chosen()) {
      for (Map.Entry<String, Method> method : methods(one).entrySet()) {
        OptionSpec spec = Objects.requireNonNull(specs(one).get(method.getKey()));
        for (Object value : values(spec, method.getValue().getParameterTypes()[0])) {
          Chosen<?> typed = (Chosen<?>) method.getValue().invoke(one, value);
          PluginRef ref = PluginRef.parse(one.ref() + ":" + spec.name() + "=" + written(value));
          assertEquals(ref.toString(), typed.toString());
          Chosen<?> written = plugins.choose(one.kind(), ref);
          assertEquals(written, typed);
          assertSame(one.getClass(), typed.getClass());
          assertSameMade(written, typed);
        }
      }
    }
  }

  @Test
  void theDefaultsAreThoseOfTheCommandLine() {
    for (Chosen<?> one : chosen()) {
      assertEquals(Map.of(), one.ref().options(), "given without being asked for");
      assertSameMade(plugins.choose(one.kind(), PluginRef.parse(one.ref().id())), one);
    }
  }

  /** Contradictory values are refused with the same message in both forms. */
  private static void assertSameMade(Chosen<?> expected, Chosen<?> found) {
    Object made = made(expected);
    if (made instanceof Record || made instanceof String) {
      assertEquals(made, made(found));
    } else {
      assertSame(made.getClass(), made(found).getClass());
    }
  }

  private static Object made(Chosen<?> chosen) {
    try {
      return chosen.make();
    } catch (RuntimeException refused) {
      return String.valueOf(refused.getMessage());
    }
  }

  private static String written(Object value) {
    return value instanceof Enum<?> || value instanceof double[]
        ? OptionSpec.text(value)
        : plain(value.toString());
  }

  private static String plain(String number) {
    return number.endsWith(".0") ? number.substring(0, number.length() - 2) : number;
  }

  private Map<String, OptionSpec> specs(Chosen<?> one) {
    Map<String, OptionSpec> specs = new TreeMap<>();
    plugins.get(one.kind(), one.ref().id()).options().forEach(s -> specs.put(s.name(), s));
    return specs;
  }

  /** The setting methods, by their options. */
  private Map<String, Method> methods(Chosen<?> one) throws ReflectiveOperationException {
    Map<String, Method> methods = new HashMap<>();
    for (Method method : one.getClass().getDeclaredMethods()) {
      boolean isSetting =
          Modifier.isPublic(method.getModifiers())
              && !Modifier.isStatic(method.getModifiers())
              && method.getParameterCount() == 1;
      if (isSetting) {
        Object value = anyValue(method.getParameterTypes()[0]);
        Chosen<?> changed = changed(one, method, value);
        String option = changed.ref().options().keySet().iterator().next();
        if (methods.put(option, method) != null) {
          fail(one.getClass() + " sets " + option + " twice");
        }
      }
    }
    return methods;
  }

  private static Chosen<?> changed(Chosen<?> one, Method method, Object value)
      throws ReflectiveOperationException {
    Chosen<?> changed = (Chosen<?>) method.invoke(one, value);
    assertEquals(1, changed.ref().options().size(), () -> method + " sets one option");
    return changed;
  }

  /**
   * A value within the bounds of every option: 1 can be a share, a factor, a count and a threshold.
   */
  private static Object anyValue(Class<?> type) {
    if (type == double.class) {
      return 0.5;
    }
    if (type == double[].class) {
      return new double[] {0.5};
    }
    if (type == int.class) {
      return 1;
    }
    return type == boolean.class ? true : Objects.requireNonNull(type.getEnumConstants())[0];
  }

  private static List<?> values(OptionSpec spec, Class<?> type) {
    if (type == double.class) {
      return List.of(spec.minimum() > 0 ? spec.minimum() : 0.0, 0.125);
    }
    if (type == double[].class) {
      return List.of(new double[] {0.5}, new double[] {0.125, 0.25});
    }
    if (type == int.class) {
      return List.of(Math.max(1, (int) spec.minimum()), (int) Math.min(7, spec.maximum()));
    }
    return type == boolean.class
        ? List.of(true, false)
        : List.of(Objects.requireNonNull(type.getEnumConstants()));
  }

  private static Class<?> type(OptionSpec spec, @Nullable Method method) {
    return switch (spec.type()) {
      case REAL -> double.class;
      case REALS -> double[].class;
      case INTEGER -> int.class;
      case SWITCH -> boolean.class;
      case CHOICE -> words(spec, method);
    };
  }

  /** The method's own enum, if its words are those of the option. */
  private static Class<?> words(OptionSpec spec, @Nullable Method method) {
    Class<?> type = method == null ? Enum.class : method.getParameterTypes()[0];
    Object[] constants = type.getEnumConstants();
    boolean isSame =
        constants != null
            && Arrays.stream(constants).map(OptionSpec::text).toList().equals(spec.choices());
    return isSame ? type : Enum.class;
  }
}
