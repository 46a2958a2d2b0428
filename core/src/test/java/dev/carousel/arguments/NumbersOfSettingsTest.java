package dev.carousel.arguments;

import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import dev.carousel.data.DataShape;
import dev.carousel.data.Targets.Moment;
import dev.carousel.error.CarouselException;
import dev.carousel.train.CheckpointInterval;
import dev.carousel.train.Limit;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * What a Java program asks for in numbers is refused where the record is made, if no such number
 * can be meant: -1, the least number there is, NaN. The sweep takes every public record of the
 * exported packages whose name says that it asks for something; results are not among them.
 */
class NumbersOfSettingsTest {
  private static final Pattern REQUESTS =
      Pattern.compile(
          ".*(Settings|Plan|Interval|Limit|Request|OptionSpec|NetworkSpec|Forecast|Init|"
              + "DataShape)");

  /** Of these, every number means something. */
  private static final Pattern FREE = Pattern.compile("seed");

  /** Results whose names look like requests. */
  private static final List<String> RESULTS = List.of("LearningForecast", "ReadingPlan");

  /** What stands for the components that are not swept, by type. */
  private static final Map<Class<?>, Object> VALUES =
      Map.of(
          int.class,
          2,
          Integer.class,
          2,
          long.class,
          2L,
          double.class,
          0.5,
          boolean.class,
          false,
          String.class,
          "lstm",
          List.class,
          List.of("x"),
          Limit.class,
          Limit.ofUpdates(1),
          CheckpointInterval.class,
          CheckpointInterval.USUAL,
          DataShape.class,
          new DataShape(true, 2, true, 3, Moment.EVERY_STEP));

  private static List<Class<?>> requests() {
    List<Class<?>> found = new ArrayList<>();
    for (JavaClass each :
        new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("dev.carousel")) {
      boolean isRequest =
          each.isRecord()
              && each.getModifiers().contains(JavaModifier.PUBLIC)
              && !each.getPackageName().contains(".internal")
              && REQUESTS.matcher(each.getSimpleName()).matches()
              && !RESULTS.contains(each.getSimpleName());
      if (isRequest) {
        found.add(each.reflect());
      }
    }
    return found;
  }

  @Test
  void theSweepFindsTheRecordsThatItIsFor() {
    List<String> names = requests().stream().map(Class::getSimpleName).toList();
    for (String name :
        List.of("TrainingPlan", "Limit", "FlowSettings", "EngineSettings", "NetworkSpec")) {
      assertTrue(names.contains(name), names::toString);
    }
    assertTrue(names.size() >= 14, names::toString);
  }

  @TestFactory
  List<DynamicTest> noNumberThatCannotBeMeantIsTaken() {
    List<DynamicTest> all = new ArrayList<>();
    for (Class<?> type : requests()) {
      RecordComponent[] parts = type.getRecordComponents();
      for (int i = 0; i < parts.length; i++) {
        for (Object wrong : wrong(parts[i])) {
          int at = i;
          String name = type.getSimpleName() + " " + parts[i].getName() + " " + wrong;
          all.add(DynamicTest.dynamicTest(name, () -> requireRefused(type, parts, at, wrong)));
        }
      }
    }
    return all;
  }

  private static List<?> wrong(RecordComponent part) {
    if (FREE.matcher(part.getName()).matches()) {
      return List.of();
    }
    if (part.getType() == int.class) {
      return List.of(-1, Integer.MIN_VALUE);
    }
    if (part.getType() == long.class) {
      return List.of(-1L, Long.MIN_VALUE);
    }
    return part.getType() == double.class ? List.of(Double.NaN) : List.of();
  }

  private static void requireRefused(Class<?> type, RecordComponent[] parts, int at, Object wrong)
      throws Exception {
    Class<?>[] types = Arrays.stream(parts).map(RecordComponent::getType).toArray(Class<?>[]::new);
    Constructor<?> make = type.getDeclaredConstructor(types);
    Object[] values = Arrays.stream(types).map(NumbersOfSettingsTest::value).toArray();
    make.newInstance(values); // right as it is
    values[at] = wrong;
    try {
      fail("taken: " + make.newInstance(values));
    } catch (InvocationTargetException e) {
      Throwable refusal = Objects.requireNonNull(e.getCause());
      assertTrue(
          refusal instanceof CarouselException || refusal instanceof IllegalArgumentException,
          refusal::toString);
      assertTrue(
          String.valueOf(refusal.getMessage()).contains(wrong.toString()), refusal::toString);
    }
  }

  private static @Nullable Object value(Class<?> type) {
    return type.isEnum() ? type.getEnumConstants()[0] : VALUES.get(type);
  }
}
