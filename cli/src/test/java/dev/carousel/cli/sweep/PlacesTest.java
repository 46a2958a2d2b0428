package dev.carousel.cli.sweep;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.carousel.experiments.Trial;
import dev.carousel.experiments.TrialPlace;
import dev.carousel.experiments.TrialResult;
import dev.carousel.experiments.TrialRunner;
import dev.carousel.experiments.TrialTask;
import dev.carousel.experiments.Workers;
import dev.carousel.model.HeapBudget;
import dev.carousel.refusal.Refusal;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Where trials can be made. */
class PlacesTest {
  private static final List<ClassLoader> HERE = List.of(PlacesTest.class.getClassLoader());

  /** Knows addresses that begin with nowhere. */
  public static final class Nowhere implements TrialPlace {
    @Override
    public String scheme() {
      return "nowhere://";
    }

    @Override
    public TrialRunner open(String address, int threads, List<Path> jars) {
      return new Runner(address + " with " + threads + " threads and " + jars.size() + " jars");
    }
  }

  private record Runner(String place) implements TrialRunner {
    @Override
    public List<TrialResult> run(List<Trial> trials, TrialTask task) {
      throw new UnsupportedOperationException();
    }
  }

  private static String place(Places places, List<ClassLoader> loaders) {
    places.check();
    try (TrialRunner runner = places.open(loaders)) {
      return runner.place();
    }
  }

  private static String here(Places places, int trials) {
    places.check();
    try (TrialRunner runner = places.here(trials, List.of()).open()) {
      return runner.place();
    }
  }

  @Test
  void thisMachineHasAsManyJobsAsIsSaid() {
    assertEquals("3 threads of this machine", here(new Places("local", 3, 1, null), 9));
    assertEquals(
        "2 processes of this machine", here(new Places("local", 3, 1, Workers.PROCESSES), 2));
  }

  /** The jars of other plugins go there, too. */
  @Test
  void aPluginKnowsAddressesOfItsKind(@TempDir Path folder) throws IOException {
    Path service = folder.resolve("META-INF/services/" + TrialPlace.class.getName());
    Files.createDirectories(service.getParent());
    Files.writeString(service, Nowhere.class.getName());
    URL cells = folder.resolve("cells.jar").toUri().toURL();
    try (URLClassLoader places =
            new URLClassLoader(new URL[] {folder.toUri().toURL()}, HERE.get(0));
        URLClassLoader others = new URLClassLoader(new URL[] {cells}, HERE.get(0))) {
      assertEquals(
          "nowhere://at/all with 2 threads and 2 jars",
          place(
              new Places("nowhere://at/all", null, 2, null), List.of(HERE.get(0), places, others)));
    }
  }

  @Test
  void anAddressOfAnotherKindIsRefused() {
    Refusal.of(
        () -> place(new Places("ray://head:1", null, 1, null), HERE),
        "--on has an address of a kind that no plugin knows.",
        "expected: local or spark://HOST:7077",
        "found:    --on ray://head:1");
  }

  @Test
  void aWordThatIsNoAddressIsRefused() {
    Refusal.of(
        () -> place(new Places("spark", null, 1, null), HERE),
        "--on is malformed.",
        "expected: local, or an address such as spark://HOST:7077",
        "found:    --on spark");
  }

  @Test
  void sparkWithoutItsModuleIsRefused() {
    Refusal.of(
        () -> place(new Places("spark://head:7077", null, 1, null), HERE),
        "Spark needs the module carousel-spark, which is not loaded.",
        "expected: its jar in a folder that --plugins names, and an installation of Spark 4",
        "try:      build them from the source tree: mvn -Pspark -pl spark -am package");
  }

  @Test
  void jobsOfAClusterAreRefused() {
    Refusal.of(
        () -> place(new Places("spark://head:7077", 4, 1, null), HERE),
        "--jobs has no effect there: the cluster has as many as it can.",
        "found:    --jobs 4 with --on spark://head:7077",
        "try:      leave out --jobs");
  }

  @Test
  void workersOfAClusterAreRefused() {
    Refusal.of(
        () -> place(new Places("spark://head:7077", null, 1, Workers.PROCESSES), HERE),
        "--workers has no effect there: the cluster has its own.",
        "found:    --workers processes with --on spark://head:7077",
        "try:      leave out --workers");
  }

  private static int jobs(@Nullable Integer wanted, List<Long> needs) {
    return new Places("local", wanted, 1, null).here(100, needs).heap().jobs();
  }

  /** One that is too large for the whole heap fails anyway, and must not slow down the others. */
  @Test
  void byDefaultThereAreAsManyJobsAsMemoryAllows() {
    int processors = Runtime.getRuntime().availableProcessors();
    long usable = HeapBudget.ofThisJvm().usable();
    assertEquals(processors, jobs(null, List.of(1L, 2L)));
    assertEquals(1, jobs(null, List.of(1L, usable)));
    assertEquals(processors, jobs(null, List.of(1L, usable + 1)));
    assertEquals(5, jobs(5, List.of(usable)));
  }

  @Test
  void moreProcessesThanTheHeapHasSharesForAreRefused() {
    Refusal.of(
        () -> new Places("local", 1 << 20, 1, Workers.PROCESSES).here(1 << 20, List.of()),
        "--jobs is too large for the heap: each process needs a share.",
        "expected: at most --jobs ",
        "found:    --jobs 1048576, each with ",
        "try:      a larger heap: CAROUSEL_OPTS=-Xmx");
  }
}
