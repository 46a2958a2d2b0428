package dev.carousel.spark.sweep;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.carousel.cli.options.GlobalOptions;
import dev.carousel.cli.train.TrialTraining;
import dev.carousel.experiments.LocalRunner;
import dev.carousel.experiments.StopSignal;
import dev.carousel.experiments.Sweep;
import dev.carousel.experiments.SweepFolder;
import dev.carousel.experiments.SweepListener;
import dev.carousel.experiments.SweepPlan;
import dev.carousel.experiments.SweepReport;
import dev.carousel.experiments.Trial;
import dev.carousel.experiments.TrialBody;
import dev.carousel.experiments.TrialResult;
import dev.carousel.experiments.TrialResult.Outcome;
import dev.carousel.experiments.TrialRunner;
import dev.carousel.experiments.TrialTask;
import dev.carousel.experiments.search.Halving;
import dev.carousel.refusal.Refusal;
import dev.carousel.spark.cluster.LocalCluster;
import dev.carousel.spark.cluster.SharedCluster;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.spark.api.java.JavaSparkContext;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Sweeps on real executors, against the same sweeps on this machine. */
@ExtendWith(SharedCluster.class)
class SparkRunnerTest {
  private static final TrialBody BODY = new TrialTraining(new GlobalOptions().session(), 1);

  private static @Nullable LocalCluster cluster;
  private static @Nullable JavaSparkContext context;

  @TempDir private Path work = Path.of("");

  @BeforeAll
  static void start(LocalCluster shared) {
    cluster = shared;
    context = new JavaSparkContext(shared.conf("sweep", 2, 2));
  }

  @AfterAll
  static void stop() {
    if (context != null) {
      context.close();
    }
  }

  private static SparkRunner cluster() {
    return SparkRunner.on(java.util.Objects.requireNonNull(context));
  }

  private static Map<String, String> settings(String... more) {
    Map<String, String> settings = new LinkedHashMap<>();
    settings.put("task", "adding:length=5,sequences=64,valid=16");
    settings.put("units", "6");
    settings.put("batch", "8");
    settings.put("updates", "12");
    settings.put("evaluate-every", "4");
    for (int i = 0; i < more.length; i += 2) {
      settings.put(more[i], more[i + 1]);
    }
    return settings;
  }

  private static SweepPlan plan(@Nullable Halving halving) {
    return new SweepPlan(
        List.of(settings("cell", "rnn"), settings("cell", "lstm"), settings("cell", "gru")),
        List.of(1L, 2L),
        halving);
  }

  private SweepReport sweep(TrialRunner runner, String folder, SweepPlan plan) {
    return sweep(runner, folder, plan, new SweepListener() {}, List.of());
  }

  private SweepReport sweep(
      TrialRunner runner, String folder, SweepPlan plan, SweepListener listener, List<Path> files) {
    SweepFolder sweep = new SweepFolder(work.resolve(folder));
    sweep.begin(plan);
    return Sweep.run(
        plan, runner, new TrialTask(BODY, sweep, listener, new StopSignal(), false, files));
  }

  private void assertSame(SweepReport here, SweepReport there, String hereName, String thereName)
      throws IOException {
    assertEquals(here.results().size(), there.results().size());
    for (int i = 0; i < here.results().size(); i++) {
      TrialResult own = here.results().get(i);
      TrialResult other = there.results().get(i);
      assertEquals(own.trial(), other.trial());
      assertEquals(own.sha256(), other.sha256(), own.trial().id());
      assertEquals(own.curve(), other.curve());
      String model = "trials/" + own.trial().id() + "/run/model.safetensors";
      assertArrayEquals(
          Files.readAllBytes(work.resolve(hereName).resolve(model)),
          Files.readAllBytes(work.resolve(thereName).resolve(model)));
    }
  }

  @Test
  void aSweepGivesTheSameBytesAsHere() throws IOException {
    List<String> began = Collections.synchronizedList(new ArrayList<>());
    SweepListener listener =
        new SweepListener() {
          @Override
          public void began(Trial trial) {
            began.add(trial.id());
          }
        };
    SweepReport here = sweep(new LocalRunner(2), "here", plan(null));
    SweepReport there = sweep(cluster(), "there", plan(null), listener, List.of());
    assertEquals(6, there.results().size());
    assertSame(here, there, "here", "there");
    assertEquals(6, began.size());
    assertFalse(here.results().get(0).sha256().isEmpty());
  }

  @Test
  void successiveHalvingGoesOnFromCheckpointsThatTravel() throws IOException {
    SweepPlan plan = plan(new Halving(3, 3, 4, 12));
    SweepReport here = sweep(new LocalRunner(1), "here", plan);
    SweepReport there = sweep(cluster(), "there", plan);
    assertSame(here, there, "here", "there");
    assertEquals(
        2, there.results().stream().filter(one -> one.outcome() == Outcome.FINISHED).count());
  }

  @Test
  void anExecutorThatIsKilledChangesNoByte() throws IOException {
    LocalCluster known = java.util.Objects.requireNonNull(cluster);
    AtomicBoolean isKilled = new AtomicBoolean();
    SweepListener killer =
        new SweepListener() {
          @Override
          public void ended(TrialResult result) {
            if (!isKilled.getAndSet(true)) {
              known.executors().get(0).destroyForcibly();
            }
          }
        };
    SweepReport here = sweep(new LocalRunner(2), "here", plan(null));
    SweepReport there = sweep(cluster(), "there", plan(null), killer, List.of());
    assertTrue(isKilled.get());
    assertSame(here, there, "here", "there");
  }

  @Test
  void aTrialThatFailsIsKeptAndTheOthersGoOn() {
    SweepPlan plan =
        new SweepPlan(List.of(settings("bptt", "1"), settings("cell", "lstm")), List.of(1L), null);
    SweepReport there = sweep(cluster(), "there", plan);
    assertEquals(1, there.failed().size());
    assertEquals(2, there.results().size());
    assertTrue(there.failed().get(0).fault().contains("bptt"), there.failed().get(0).fault());
  }

  /** Two tasks at once on an executor: a trial that needs more than half of its heap. */
  @Test
  void aTrialThatDoesNotFitItsShareOfAnExecutorIsRefused() {
    String units = Integer.toString((int) Math.sqrt(0.65 * (1L << 30) / 32));
    SweepPlan plan =
        new SweepPlan(List.of(settings("cell", "rnn", "units", units)), List.of(1L), null);
    SweepReport there = sweep(cluster(), "there", plan);
    assertEquals(1, there.failed().size());
    String fault = there.failed().get(0).fault();
    for (String part :
        List.of(
            "The trial does not fit into its share of the memory.",
            ", one of 2 equal shares of the heap's 1.0 GiB; the rest is for Java itself",
            "try:      executors of fewer cores: CAROUSEL_OPTS=-Dspark.executor.cores=1 ("
                + "spark.executor.cores=1 in a program of yours), or executors of more memory:"
                + " CAROUSEL_OPTS=-Dspark.executor.memory=2g (")) {
      assertTrue(fault.contains(part), fault);
    }
  }

  @Test
  void theFirstFailureStopsASweepThatIsToFailFast() {
    SweepPlan plan =
        new SweepPlan(
            List.of(settings("bptt", "1"), settings("updates", "100000")), List.of(1L), null);
    SweepFolder folder = new SweepFolder(work.resolve("fast"));
    folder.begin(plan);
    StopSignal stop = new StopSignal();
    SweepReport report =
        Sweep.run(
            plan,
            cluster(),
            new TrialTask(BODY, folder, new SweepListener() {}, stop, true, List.of()));
    assertTrue(report.isStopped());
    assertEquals(1, report.results().size());
    assertEquals(1, report.failed().size());
  }

  @Test
  void dataAreSentAlong() throws IOException {
    Path folder = Path.of("target", "sent-" + ProcessHandle.current().pid());
    Path file = Files.createDirectories(folder).resolve("text.txt");
    Files.writeString(file, "the quick brown fox jumps over the lazy dog. ".repeat(60));
    Map<String, String> settings = settings("text", file.toString(), "bptt", "8");
    settings.remove("task");
    SweepPlan plan = new SweepPlan(List.of(settings), List.of(1L), null);
    SweepReport here = sweep(new LocalRunner(1), "here", plan);
    SweepReport there = sweep(cluster(), "there", plan, new SweepListener() {}, List.of(file));
    assertSame(here, there, "here", "there");
  }

  /** A machine's refusal comes back as it is: the name leads out of the folder of an executor. */
  @Test
  void dataThatCannotBeSentAlongAreRefused() {
    Path outside = Path.of("..", "pom.xml");
    SweepPlan plan = new SweepPlan(List.of(settings()), List.of(1L), null);
    Refusal.of(
        () -> sweep(cluster(), "there", plan, new SweepListener() {}, List.of(outside)),
        "The data are not on a machine of the cluster.",
        "expected: a file there, or a name within the current folder, for which it is sent along",
        "found:    " + outside,
        "try:      start the sweep in a folder that holds the data");
  }

  @Test
  void aBodyThatCannotTravelIsRefused() {
    TrialBody local = (trial, folder, control) -> TrialResult.stopped(trial);
    SweepFolder folder = new SweepFolder(work);
    TrialTask task =
        new TrialTask(local, folder, new SweepListener() {}, new StopSignal(), false, List.of());
    Refusal.of(
        () -> cluster().run(plan(null).trials(), task),
        "These trials can be made on this machine only.",
        "expected: a TrialBody that is serializable");
  }

  @ParameterizedTest
  @ValueSource(strings = {"0.0.9", "0.2.0"})
  void anotherVersionIsRefused(String driver) {
    Refusal.of(
        () -> TrialWork.requireSameVersion(driver, "0.1.0"),
        "A machine of the cluster has another version of Carousel.",
        "expected: " + driver + ", as the driver",
        "found:    0.1.0",
        "try:      remove Carousel's jars from the cluster's class path");
  }
}
