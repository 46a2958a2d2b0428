package dev.carousel.architecture;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaField;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.core.importer.Location;
import java.lang.reflect.Array;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.nio.charset.Charset;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.temporal.TemporalAmount;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Nothing that one run does can reach another one through a static field. */
class StaticStateTest {
  /** Far below what there is, so that only a search that finds nothing fails. */
  private static final int FEWEST_FIELDS = 200;

  /** Types of the JDK whose objects cannot change, beside strings, numbers and enums. */
  private static final List<Class<?>> IMMUTABLE =
      List.of(
          String.class,
          Number.class,
          Boolean.class,
          Character.class,
          Enum.class,
          Class.class,
          Pattern.class,
          Path.class,
          Charset.class,
          LocalDateTime.class,
          TemporalAmount.class);

  /** Types by name, and why a field of them is no state. */
  private static final Map<String, String> BY_NAME =
      Map.of(
          "java.math.MathContext", "immutable",
          "java.lang.invoke.VarHandle", "immutable",
          "jdk.incubator.vector", "the shape of a vector: immutable",
          "ch.qos.logback.classic.Logger", "the program's log, its own to configure",
          "com.fasterxml.jackson.databind.json.JsonMapper",
              "never configured after it was built, and thread-safe from then on",
          "com.fasterxml.jackson.databind.ObjectMapper",
              "never configured after it was built, and thread-safe from then on",
          "com.fasterxml.jackson.databind.ObjectReader", "immutable",
          "jdk.jfr.EventType", "immutable");

  private static final String NOT_FINAL = "it is not final";

  private static final String CONSTANTS = "constants, read where they stand and never handed out";

  /** Fields that are there all the same, and why they are no state. */
  private static final Map<String, String> JUSTIFIED =
      Map.ofEntries(
          Map.entry("Bars.STEPS", CONSTANTS),
          Map.entry("GradientText.LAGS", CONSTANTS),
          Map.entry("LiveServer.LOOPBACK", "constants, given to an address that copies them"),
          Map.entry("Dynamics.LAGS", CONSTANTS),
          Map.entry("TruncationMeter.LENGTHS", CONSTANTS),
          Map.entry("GradientCheck.DELTAS", CONSTANTS),
          Map.entry("GradientCheck.ROWS", CONSTANTS),
          Map.entry("GradientCheck.STEPS", CONSTANTS),
          Map.entry("NpyHeader.MAGIC", CONSTANTS),
          Map.entry("Powers.EXACT", CONSTANTS),
          Map.entry("Powers.LOWER", CONSTANTS),
          Map.entry("Powers.SCALE", CONSTANTS),
          Map.entry("Powers.UPPER", CONSTANTS),
          Map.entry("Rehearsal.ROWS", CONSTANTS),
          Map.entry(
              "Rehearsal.hasBegun",
              "whether this JVM has warmed its kernels up: no result depends on it"),
          Map.entry(
              "VectorLoops.WRITTEN",
              "loops that are made of nothing but their operations: no result depends on it"));

  @Test
  void noStaticFieldCanChange() throws ReflectiveOperationException {
    Set<String> found = new TreeSet<>();
    int fields = 0;
    for (JavaClass type :
        new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .withImportOption(StaticStateTest::isShipped)
            .importPackages("dev.carousel")) {
      for (JavaField field : type.getFields()) {
        if (field.getModifiers().contains(JavaModifier.STATIC)
            && !field.getModifiers().contains(JavaModifier.SYNTHETIC)) {
          fields++;
          fault(field).ifPresent(fault -> found.add(nameOf(field) + ": " + fault));
        }
      }
    }
    int checked = fields;
    assertTrue(checked >= FEWEST_FIELDS, () -> "only " + checked + " fields");
    Set<String> unjustified = new TreeSet<>(found);
    unjustified.removeIf(StaticStateTest::isJustified);
    assertEquals("", String.join("\n", unjustified));
    Set<String> stale = new TreeSet<>(JUSTIFIED.keySet());
    found.forEach(fault -> stale.remove(nameIn(fault)));
    assertEquals(Set.of(), stale, "justified, but not there or beyond doubt");
  }

  /** The recorder of refusals and the contracts serve tests alone. */
  private static boolean isShipped(Location location) {
    return !location.contains("/dev/carousel/refusal/")
        && !location.contains("/dev/carousel/testkit/");
  }

  private static boolean isJustified(String fault) {
    return JUSTIFIED.containsKey(nameIn(fault)) && !fault.endsWith(NOT_FINAL);
  }

  private static String nameIn(String fault) {
    return fault.substring(0, fault.indexOf(':'));
  }

  private static String nameOf(JavaField field) {
    return field.getOwner().getSimpleName() + "." + field.getName();
  }

  private static Optional<String> fault(JavaField field) throws ReflectiveOperationException {
    if (!field.getModifiers().contains(JavaModifier.FINAL)) {
      return Optional.of(NOT_FINAL);
    }
    if (field.getRawType().isPrimitive()) {
      return Optional.empty();
    }
    Field reflected = Class.forName(field.getOwner().getName()).getDeclaredField(field.getName());
    reflected.setAccessible(true);
    Object value = reflected.get(null);
    List<String> faults = new ArrayList<>();
    new Look(faults).at(value);
    return faults.stream().findFirst();
  }

  /** Looks at a value and all that it holds. */
  private record Look(List<String> faults, Set<Object> seen) {
    Look(List<String> faults) {
      this(faults, Collections.newSetFromMap(new IdentityHashMap<>()));
    }

    void at(@Nullable Object value) throws ReflectiveOperationException {
      if (value == null || !seen.add(value) || isKnown(value)) {
        return;
      }
      if (value instanceof Optional<?> held) {
        at(held.orElse(null));
      } else if (value.getClass().isArray()) {
        if (Array.getLength(value) > 0) {
          faults.add("an array that can be written to");
        }
      } else if (value instanceof Collection<?> all) {
        if (!refusesChanges(() -> all.remove(new Object()))) {
          faults.add("a collection that can change: " + value.getClass().getName());
        }
        for (Object element : all) {
          at(element);
        }
      } else if (value instanceof Map<?, ?> map) {
        if (!refusesChanges(() -> map.remove(new Object()))) {
          faults.add("a map that can change: " + value.getClass().getName());
        }
        for (Map.Entry<?, ?> entry : map.entrySet()) {
          at(entry.getKey());
          at(entry.getValue());
        }
      } else if (value.getClass().getName().startsWith("dev.carousel.")) {
        insideOf(value);
      } else {
        faults.add("of the type " + value.getClass().getName());
      }
    }

    private static boolean isKnown(Object value) {
      String name = value.getClass().getName();
      return IMMUTABLE.stream().anyMatch(type -> type.isInstance(value))
          || BY_NAME.keySet().stream().anyMatch(name::startsWith);
    }

    /**
     * What no collection holds is removed: one that can change does so, or finds no order for it.
     */
    private static boolean refusesChanges(Runnable removal) {
      try {
        removal.run();
        return false;
      } catch (ClassCastException unordered) {
        return false;
      } catch (UnsupportedOperationException refused) {
        return true;
      }
    }

    private void insideOf(Object value) throws ReflectiveOperationException {
      for (Class<?> type = value.getClass();
          type != null && type.getName().startsWith("dev.carousel.");
          type = type.getSuperclass()) {
        for (Field field : type.getDeclaredFields()) {
          if (!Modifier.isStatic(field.getModifiers())) {
            if (!Modifier.isFinal(field.getModifiers())) {
              faults.add("its field " + type.getSimpleName() + "." + field.getName());
            } else if (!field.getType().isPrimitive()) {
              field.setAccessible(true);
              at(field.get(value));
            }
          }
        }
      }
    }
  }
}
