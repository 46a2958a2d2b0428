package dev.carousel.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import java.io.File;
import java.io.IOException;
import java.io.StringWriter;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;
import org.junit.platform.launcher.listeners.SummaryGeneratingListener;
import org.junit.platform.launcher.listeners.TestExecutionSummary;

/** What {@code carousel new} writes is a project that compiles and passes its contract. */
@Tag("optimized")
class NewProjectTest {
  private static final Path EXAMPLES = Path.of("..", "examples");

  @TempDir private Path work = Path.of("");

  @ParameterizedTest
  @CsvSource({
    "cell, leaky-rnn, org.me.leaky, LeakyRnnCell, 45",
    "optimizer, slow-start, com.example.slowstart, SlowStartOptimizer, 14",
    "hook, soft-clip-hook, com.example.softcliphook, SoftClipHook, 10",
    "loss, pinball2, com.example.pinball2, Pinball2Loss, 9"
  })
  void compilesAndPassesItsContract(
      String kind, String name, String pack, String plugin, int leastTests) throws Exception {
    Path project = work.resolve("project");
    String[] usual = {"new", kind, name, "--out", project.toString()};
    String[] own = {"new", kind, name, "--package", pack, "--out", project.toString()};
    String out = Answer.to(pack.startsWith("com.example") ? usual : own).succeeded().out();

    for (String file : files(project)) {
      assertTrue(out.contains(project.resolve(file).toString()), out);
      String text = Files.readString(project.resolve(file));
      assertFalse(text.matches("(?s).*(my-|My[A-Z]|org.example|\\(\\.\\./).*"), file + "\n" + text);
    }
    assertTrue(out.contains("cd " + project) && out.contains("mvn verify"), out);

    TestExecutionSummary tests = tested(project, pack + "." + plugin);
    StringWriter failures = new StringWriter();
    tests.getFailures().forEach(f -> failures.append(f.getException().toString()).append('\n'));
    assertEquals(0, tests.getTotalFailureCount(), failures.toString());
    assertTrue(tests.getTestsSucceededCount() >= leastTests, tests.getTestsSucceededCount() + "");
  }

  /** Under its own names a starter comes out as it stands in the examples. */
  @ParameterizedTest
  @CsvSource({
    "cell, my-mgu, mymgu",
    "optimizer, my-momentum, mymomentum",
    "hook, my-clip, myclip",
    "loss, my-log-cosh, mylogcosh"
  })
  void isTheStarterOfTheExamples(String kind, String name, String pack) throws IOException {
    Path project = work.resolve("project");
    Answer.to("new", kind, name, "--package", "org.example." + pack, "--out", project.toString())
        .succeeded();
    Path starter = EXAMPLES.resolve("starter-" + kind);
    for (String file : files(project)) {
      Path given = starter.resolve(file);
      if (file.endsWith(".java") || Files.exists(given) && !file.equals("README.md")) {
        assertEquals(Files.readString(given), Files.readString(project.resolve(file)), file);
      }
    }
    for (String file : files(starter)) {
      assertTrue(
          file.startsWith("target") || Files.exists(project.resolve(file)),
          file + " of the starter is not written");
    }
  }

  @Test
  void saysWhatIsWrittenAndWhatToDoNext() {
    Path project = work.resolve("project");
    String out = Answer.to("new", "hook", "calm", "--out", project.toString()).succeeded().out();
    assertEquals("Wrote a project for the hook 'calm':", out.lines().findFirst().orElse(""));
    assertTrue(out.contains("\n  mvn verify\n"), out);
    assertTrue(out.contains("--hook calm --updates 500 --out run --plugins target\n"), out);
  }

  private static List<String> files(Path folder) throws IOException {
    try (Stream<Path> all = Files.walk(folder)) {
      return all.filter(Files::isRegularFile)
          .map(file -> folder.relativize(file).toString().replace('\\', '/'))
          .sorted()
          .toList();
    }
  }

  /** Runs both of its tests, as Surefire would: with Carousel on the same class path. */
  private TestExecutionSummary tested(Path project, String plugin) throws Exception {
    List<URL> places = new ArrayList<>();
    places.add(compiled(project).toUri().toURL());
    places.add(project.resolve("src/main/resources").toUri().toURL());
    for (String entry : System.getProperty("java.class.path").split(File.pathSeparator)) {
      places.add(Path.of(entry).toUri().toURL());
    }
    Thread thread = Thread.currentThread();
    ClassLoader before = thread.getContextClassLoader();
    try (URLClassLoader loader = new URLClassLoader(places.toArray(new URL[0]), new JUnitAlone())) {
      thread.setContextClassLoader(loader);
      SummaryGeneratingListener summary = new SummaryGeneratingListener();
      LauncherFactory.create()
          .execute(
              LauncherDiscoveryRequestBuilder.request()
                  .selectors(
                      selectClass(loader.loadClass(plugin + "Test")),
                      selectClass(loader.loadClass(plugin + "ProviderTest")))
                  .build(),
              summary);
      return summary.getSummary();
    } finally {
      thread.setContextClassLoader(before);
    }
  }

  /** Knows Java and JUnit, and nothing of Carousel, so that the project has one of its own. */
  private static final class JUnitAlone extends ClassLoader {
    JUnitAlone() {
      super(ClassLoader.getPlatformClassLoader());
    }

    @Override
    protected Class<?> findClass(String name) throws ClassNotFoundException {
      if (name.startsWith("org.junit.") || name.startsWith("org.opentest4j.")) {
        return NewProjectTest.class.getClassLoader().loadClass(name);
      }
      throw new ClassNotFoundException(name);
    }
  }

  private Path compiled(Path project) throws IOException {
    Path classes = Files.createDirectory(work.resolve("classes"));
    JavaCompiler compiler = Objects.requireNonNull(ToolProvider.getSystemJavaCompiler());
    StringWriter told = new StringWriter();
    try (StandardJavaFileManager manager = compiler.getStandardFileManager(null, null, null)) {
      List<Path> sources =
          files(project).stream().filter(f -> f.endsWith(".java")).map(project::resolve).toList();
      List<String> options =
          List.of("-d", classes.toString(), "--release", "17", "-proc:none", "-Xlint:all");
      boolean isDone =
          compiler
              .getTask(
                  told, manager, null, options, null, manager.getJavaFileObjectsFromPaths(sources))
              .call();
      assertTrue(isDone, told.toString());
    }
    return classes;
  }
}
