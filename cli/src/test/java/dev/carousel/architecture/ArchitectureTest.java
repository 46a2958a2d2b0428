package dev.carousel.architecture;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.name;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.GeneralCodingRules.ACCESS_STANDARD_STREAMS;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaPackage;
import com.tngtech.archunit.core.domain.properties.HasName;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import dev.carousel.plugin.Plugin;
import dev.carousel.plugin.PluginDiscovery;
import dev.carousel.plugin.PluginKind;
import dev.carousel.plugin.Plugins;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;

/** The design's rules about who may see whom, over every module that the command line runs. */
class ArchitectureTest {
  /** The modules that load what is large, and that which lists all. */
  private static final List<String> LARGE = List.of("duckdb", "onnxruntime", "spark", "bom");

  /** Far below what there is, so that only a search that finds nothing fails. */
  private static final int FEWEST_CLASSES = 100;

  /** Plugins that are found by their ids alone. The metrics beside the losses are a library. */
  private static final String[] PLUGINS_BY_ID = {
    "dev.carousel.cells..", "dev.carousel.optimizers..", "dev.carousel.losses.."
  };

  /** The packages of the module data; those of arrays and of what all data share are core's. */
  private static final String[] SOURCES = {
    "dev.carousel.data.predict..",
    "dev.carousel.data.score..",
    "dev.carousel.data.text..",
    "dev.carousel.data.table..",
    "dev.carousel.data.tasks..",
    "dev.carousel.data.source..",
    "dev.carousel.data.internal.."
  };

  private static final String[] PLUGIN_MODULES =
      Stream.of(PLUGINS_BY_ID, SOURCES).flatMap(Stream::of).toArray(String[]::new);

  /**
   * Public factories: each names the hidden package that it is the door to, whose types point back.
   */
  private static final DescribedPredicate<HasName> DOOR = name("dev.carousel.Engines").as("a door");

  private static final List<Path> LIBRARIES =
      Stream.of("core", "experiments", "flow")
          .map(module -> Path.of("..", module, "src/main/java"))
          .toList();

  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importPackages("dev.carousel");

  @Test
  void rulesAreCheckedOnClasses() {
    assertTrue(CLASSES.size() >= FEWEST_CLASSES, () -> "only " + CLASSES.size() + " classes");
  }

  @Test
  void pluginsSeeOnlyThePublicPackagesOfCore() {
    noClasses()
        .that()
        .resideInAnyPackage(PLUGIN_MODULES)
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(
            "dev.carousel.internal..",
            "dev.carousel.io.internal..",
            "dev.carousel.tensor.internal..",
            "dev.carousel.cli..",
            "com.google.inject..")
        .check(CLASSES);
  }

  @Test
  void nobodySeesAPluginThatIsFoundByItsId() {
    noClasses()
        .that()
        .resideOutsideOfPackages(PLUGINS_BY_ID)
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(PLUGINS_BY_ID)
        .check(CLASSES);
  }

  /** The command line has options for texts, tables and tasks. Core and flow take any dataset. */
  @Test
  void onlyTheCommandLineSeesSourcesOfData() {
    noClasses()
        .that()
        .resideOutsideOfPackages(SOURCES)
        .and()
        .resideOutsideOfPackage("dev.carousel.cli..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(SOURCES)
        .check(CLASSES);
    noClasses()
        .that()
        .resideOutsideOfPackages(SOURCES)
        .should()
        .dependOnClassesThat()
        .resideInAPackage("dev.carousel.data.internal..")
        .check(CLASSES);
  }

  /** DuckDB, ONNX Runtime and Spark are 435 MB: who has no use for them, loads none of them. */
  @Test
  void nobodyNeedsLargePlugins() throws IOException {
    noClasses()
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(
            "dev.carousel.duckdb..",
            "org.duckdb..",
            "dev.carousel.onnxruntime..",
            "ai.onnxruntime..",
            "dev.carousel.spark..",
            "org.apache.spark..")
        .check(CLASSES);
    try (Stream<Path> modules = Files.list(Path.of(".."))) {
      List<Path> users =
          modules
              .filter(module -> !LARGE.contains(fileName(module)))
              .map(module -> module.resolve("pom.xml"))
              .filter(Files::exists)
              .filter(pom -> read(pom).matches("(?s).*(duckdb|carousel-onnxruntime|spark).*"))
              .toList();
      assertEquals(List.of(), users);
    }
  }

  @Test
  void sourcesOfDataAreLookedAt() {
    assertTrue(
        CLASSES.that(resideInAnyPackage(SOURCES)).size() > 40, "the module data is not imported");
  }

  @Test
  void flowSeesCoreAndNotTheCommandLine() {
    noClasses()
        .that()
        .resideInAPackage("dev.carousel.flow..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("dev.carousel.cli..")
        .check(CLASSES);
    noClasses()
        .that()
        .resideOutsideOfPackages("dev.carousel.flow..", "dev.carousel.cli..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("dev.carousel.flow..")
        .check(CLASSES);
  }

  @Test
  void experimentsSeeCoreAndOnlyFlowAndTheCommandLineSeeThem() {
    noClasses()
        .that()
        .resideInAPackage("dev.carousel.experiments..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(
            "dev.carousel.flow..",
            "dev.carousel.interop..",
            "dev.carousel.cli..",
            "dev.carousel.internal..",
            "dev.carousel.io.internal..",
            "dev.carousel.tensor.internal..")
        .check(CLASSES);
    noClasses()
        .that()
        .resideOutsideOfPackages(
            "dev.carousel.experiments..", "dev.carousel.flow..", "dev.carousel.cli..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("dev.carousel.experiments..")
        .check(CLASSES);
  }

  @Test
  void coreExperimentsAndFlowNameNoCellAndNoTask() {
    Plugins plugins = Plugins.of(PluginDiscovery.onClassPath());
    List<String> literals =
        Stream.of(plugins.list(PluginKind.CELL), plugins.list(PluginKind.TASK))
            .flatMap(List::stream)
            .map(Plugin::id)
            .map(id -> '"' + id + '"')
            .toList();
    List<String> found =
        LIBRARIES.stream()
            .flatMap(ArchitectureTest::sources)
            .flatMap(f -> literals.stream().filter(read(f)::contains).map(l -> f + ": " + l))
            .toList();
    assertEquals(List.of(), found);
  }

  @Test
  void onlyTheVectorKernelsTouchTheIncubator() {
    noClasses()
        .that()
        .resideOutsideOfPackage("dev.carousel.internal.kernel.vector")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("jdk.incubator..")
        .check(CLASSES);
  }

  /** And the contracts of the testkit, which tell in a test's output what they left out. */
  @Test
  void onlyTheCommandLinePrints() {
    noClasses()
        .that()
        .resideOutsideOfPackages("dev.carousel.cli..", "dev.carousel.testkit..")
        .should(ACCESS_STANDARD_STREAMS)
        .check(CLASSES);
  }

  @Test
  void packagesHaveNoCycles() {
    slices()
        .matching("dev.carousel.(**)")
        .should()
        .beFreeOfCycles()
        .ignoreDependency(DOOR.forSubtype(), resideInAPackage("dev.carousel.internal.."))
        .check(CLASSES);
  }

  @Test
  void everyPackageIsNullMarked() {
    List<String> unmarked =
        CLASSES.stream()
            .map(JavaClass::getPackage)
            .distinct()
            .filter(home -> !home.isAnnotatedWith(NullMarked.class))
            .map(JavaPackage::getName)
            .sorted()
            .toList();
    assertEquals(List.of(), unmarked);
  }

  private static Stream<Path> sources(Path root) {
    try (Stream<Path> files = Files.walk(root)) {
      return files.filter(file -> file.toString().endsWith(".java")).toList().stream();
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  private static String fileName(Path module) {
    return String.valueOf(module.getFileName());
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }
}
