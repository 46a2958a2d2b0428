package dev.carousel.architecture;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Every public type that may hold something says from which threads it may be used, itself or a
 * type that it extends. Records, enums and exceptions are immutable and need not say so, and what
 * has no fields has nothing to say.
 */
class ThreadSafetyTest {
  /** Far below what there is, so that only a search that finds nothing fails. */
  private static final int FEWEST_TYPES = 50;

  private static final Pattern STATEMENT =
      Pattern.compile("thread|immutable", Pattern.CASE_INSENSITIVE);

  private static final List<Path> MODULES =
      Stream.of(
              "core",
              "data",
              "cells-rnn",
              "cells-lstm",
              "optimizers",
              "losses",
              "experiments",
              "flow",
              "interop",
              "cli")
          .map(module -> Path.of("..", module, "src/main/java"))
          .toList();

  @Test
  void everyPublicTypeSaysFromWhichThreadsItMayBeUsed() {
    List<JavaClass> types =
        new ClassFileImporter()
                .withImportOption(new ImportOption.DoNotIncludeTests())
                .importPackages("dev.carousel")
                .stream()
                .filter(ThreadSafetyTest::isPublic)
                .filter(ThreadSafetyTest::mayHoldSomething)
                .toList();
    assertTrue(types.size() >= FEWEST_TYPES, () -> "only " + types.size() + " types");
    List<String> silent =
        types.stream().filter(type -> !says(type)).map(JavaClass::getName).sorted().toList();
    assertEquals("", String.join("\n", silent));
  }

  private static boolean isPublic(JavaClass type) {
    return type.getModifiers().contains(JavaModifier.PUBLIC)
        && type.isTopLevelClass()
        && !type.getPackageName().contains(".internal")
        && !type.getPackageName().startsWith("dev.carousel.cli")
        && !type.getPackageName().startsWith("dev.carousel.refusal")
        && !type.getPackageName().startsWith("dev.carousel.testkit"); // JUnit makes one a test
  }

  private static boolean mayHoldSomething(JavaClass type) {
    boolean hasFields =
        type.getAllFields().stream()
            .anyMatch(field -> !field.getModifiers().contains(JavaModifier.STATIC));
    boolean isClosed = type.reflect().isSealed() && isOfRecords(type);
    boolean isValue =
        type.isRecord() || type.isEnum() || type.isAssignableTo(Throwable.class) || isClosed;
    return !isValue && (type.isInterface() || hasFields);
  }

  /** Whether a sealed type permits records alone. */
  private static boolean isOfRecords(JavaClass type) {
    return Stream.of(type.reflect().getPermittedSubclasses()).allMatch(Class::isRecord);
  }

  private static boolean says(JavaClass type) {
    return Stream.of(
            Stream.of(type),
            type.getAllRawSuperclasses().stream(),
            type.getAllRawInterfaces().stream())
        .flatMap(all -> all)
        .filter(each -> each.getName().startsWith("dev.carousel."))
        .anyMatch(each -> STATEMENT.matcher(javadoc(each)).find());
  }

  /** What stands in the source above the declaration. */
  private static String javadoc(JavaClass type) {
    String file = type.getName().replace('.', '/') + ".java";
    String source =
        MODULES.stream()
            .map(module -> module.resolve(file))
            .filter(Files::exists)
            .map(ThreadSafetyTest::read)
            .findFirst()
            .orElse("");
    int declaration = source.indexOf("\npublic ");
    int comment = source.lastIndexOf("/**", declaration);
    return comment < 0 ? "" : source.substring(comment, declaration);
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }
}
