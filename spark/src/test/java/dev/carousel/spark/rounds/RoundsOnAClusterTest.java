package dev.carousel.spark.rounds;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.carousel.Engines;
import dev.carousel.engine.Engine;
import dev.carousel.model.Network;
import dev.carousel.optimizers.Sgd;
import dev.carousel.refusal.Refusal;
import dev.carousel.spark.cluster.LocalCluster;
import dev.carousel.spark.cluster.SharedCluster;
import dev.carousel.tensor.FloatTensor;
import dev.carousel.tensor.NamedTensors;
import dev.carousel.train.Limit;
import dev.carousel.train.Trainer;
import dev.carousel.train.TrainerBuilder;
import dev.carousel.train.TrainingListener;
import dev.carousel.train.UpdateParts;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.spark.api.java.JavaSparkContext;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** One network on three real executors. */
@ExtendWith(SharedCluster.class)
class RoundsOnAClusterTest {
  private static @Nullable LocalCluster cluster;
  private static @Nullable JavaSparkContext context;

  @TempDir private Path folder = Path.of("");

  @BeforeAll
  static void start(LocalCluster shared) {
    cluster = shared;
    context = new JavaSparkContext(shared.conf("rounds", 3, 1));
  }

  @AfterAll
  static void stop() {
    if (context != null) {
      context.close();
    }
  }

  private static JavaSparkContext context() {
    return Objects.requireNonNull(context);
  }

  private static void kill() {
    Objects.requireNonNull(cluster).executors().get(0).destroyForcibly();
  }

  private static NamedTensors trained(SequencesSetup setup, @Nullable UpdateParts parts) {
    try (Engine engine = Engines.fused(1)) {
      TrainerBuilder builder =
          setup.configure(Trainer.builder(setup.network(engine), setup.data())).plan(setup.plan());
      return (parts == null ? builder : builder.parts(parts)).run().parameters();
    }
  }

  private static void assertSame(NamedTensors expected, NamedTensors found) {
    assertEquals(Parcel.of(expected).sha256(), Parcel.of(found).sha256());
  }

  @ParameterizedTest
  @CsvSource({"1, 1", "4, 1", "4, 2", "5, 3", "3, 8"})
  void synchronousTrainingGivesTheBitsOfOneMachine(int accumulate, int tasks) {
    SequencesSetup setup = new SequencesSetup(10, accumulate);
    try (SparkParts parts = SparkParts.on(context(), setup, tasks)) {
      assertSame(trained(setup, null), trained(setup, parts));
      assertTrue(parts.bytesMoved() > 0);
    }
  }

  @Test
  void anExecutorKilledInSynchronousTrainingChangesNoBit() {
    SequencesSetup setup = new SequencesSetup(12, 3);
    try (SparkParts parts = SparkParts.on(context(), setup, 3)) {
      UpdateParts killing =
          wanted -> {
            if (wanted.update() == 5) {
              kill();
            }
            return parts.compute(wanted);
          };
      assertSame(trained(setup, null), trained(setup, killing));
    }
  }

  private static NamedTensors initial(TrainingSetup setup) {
    try (Engine engine = Engines.fused(1)) {
      return setup.network(engine).initialParameters(setup.plan().seed());
    }
  }

  private static NamedTensors rounds(
      RoundsPlan plan, @Nullable Path kept, List<Round> made, boolean kills) {
    TextSetup setup = new TextSetup();
    AtomicBoolean isToKill = new AtomicBoolean(kills);
    return Rounds.run(
        context(),
        setup,
        initial(setup),
        plan,
        Sgd.withStep(0.7).momentum(0.9).nesterov(true).make(),
        kept,
        (round, parameters) -> {
          made.add(round);
          if (isToKill.getAndSet(false)) {
            kill();
          }
        });
  }

  @Test
  void roundsLearnAndAKilledExecutorChangesNoBit() {
    RoundsPlan plan = new RoundsPlan(3, 10, 5);
    List<Round> quiet = new ArrayList<>();
    NamedTensors expected = rounds(plan, null, quiet, false);
    NamedTensors found = rounds(plan, null, new ArrayList<>(), true);
    assertSame(expected, found);
    assertEquals(5, quiet.size());
    assertTrue(quiet.get(4).trainLoss() < 0.8 * quiet.get(0).trainLoss(), quiet.toString());
    assertTrue(quiet.get(0).trainLoss() < 3, "a mean over updates and tasks: " + quiet);
  }

  /** Of each task: the parameters there and back, and from the second round on two moments too. */
  @Test
  void whatTheNextRoundNeedsIsMovedOnce() {
    List<Round> made = new ArrayList<>();
    rounds(new RoundsPlan(2, 5, 2), null, made, false);
    long parameters = Float.BYTES * initial(new TextSetup()).elements();
    assertMoved(2 * (2 + 2) * parameters, made.get(0));
    assertMoved(2 * (2 + 2 + 2) * parameters, made.get(1));
  }

  private static void assertMoved(long floats, Round round) {
    long beside = round.bytesMoved() - floats;
    assertTrue(beside > 0 && beside < floats / 4, () -> round + ", but parameters of " + floats);
  }

  @Test
  void roundsGoOnFromTheirFolderWithTheSameBits() {
    NamedTensors whole = rounds(new RoundsPlan(2, 5, 4), null, new ArrayList<>(), false);
    List<Round> rest = new ArrayList<>();
    rounds(new RoundsPlan(2, 5, 2), folder, new ArrayList<>(), false);
    assertSame(whole, rounds(new RoundsPlan(2, 5, 4), folder, rest, false));
    assertEquals(List.of(3, 4), rest.stream().map(Round::number).toList());
    Refusal.of(
        () -> rounds(new RoundsPlan(2, 6, 4), folder, rest, false),
        "The folder holds rounds of another plan.",
        "expected: 2 tasks, 5 updates a round",
        "found:    2 tasks, 6 updates a round",
        "where:    ");
  }

  /** One task, and an outer step that takes its parameters over: a plain training. */
  @Test
  void oneTaskAndAWholeStepAreAPlainTraining() {
    TextSetup setup = new TextSetup();
    NamedTensors found =
        Rounds.run(
            context(),
            setup,
            initial(setup),
            new RoundsPlan(1, 4, 3),
            Sgd.withStep(1).make(),
            null,
            (round, parameters) -> {});
    NamedTensors expected = plain(setup, 0, 1, 12);
    assertNotEquals(
        Parcel.of(initial(setup)).sha256(), Parcel.of(expected).sha256(), "it has learnt");
    expected.forEach(
        (name, tensor) -> {
          for (int i = 0; i < tensor.size(); i++) {
            assertEquals(tensor.get(i), found.get(name).get(i), 2e-5, name);
          }
        });
  }

  /** Two tasks, and an outer step that takes over their mean: what parameter averaging is. */
  @Test
  void aWholeStepIsTheMeanOfWhatTheTasksTrained() {
    TextSetup setup = new TextSetup();
    List<Round> made = new ArrayList<>();
    NamedTensors found =
        Rounds.run(
            context(),
            setup,
            initial(setup),
            new RoundsPlan(2, 6, 1),
            Sgd.withStep(1).make(),
            null,
            (round, parameters) -> made.add(round));
    NamedTensors mean = plain(setup, 0, 2, 6).copy();
    mean.addScaled(1, plain(setup, 1, 2, 6));
    mean.scale(0.5);
    NamedTensors change = initial(setup).copy();
    change.addScaled(-1, found);
    assertEquals(change.norm(), made.get(0).norm(), 1e-4 * change.norm());
    mean.addScaled(-1, found);
    assertTrue(mean.norm() < 1e-4 * change.norm(), mean.norm() + " of " + change.norm());
  }

  private static NamedTensors plain(TextSetup setup, int task, int tasks, long updates) {
    NamedTensors[] last = new NamedTensors[1];
    try (Engine engine = Engines.fused(1)) {
      Network network = setup.network(engine);
      setup
          .configure(Trainer.builder(network, new DataRange(setup.data(), task, tasks)))
          .plan(setup.plan().limit(Limit.ofUpdates(updates)))
          .listener(
              new TrainingListener() {
                @Override
                public void stepped(long update, NamedTensors parameters) {
                  last[0] = parameters;
                }
              })
          .run();
    }
    return last[0];
  }

  @Test
  void moreTasksThanChunksAreRefused() {
    Refusal.of(
        () -> new DataRange(new TextSetup().data(), 0, 1000).training().epoch(4, 16, 1, 0),
        "There are more tasks than chunks in an epoch.",
        "found:    1000",
        "try:      use fewer tasks, or smaller batches");
  }

  @Test
  void theChecksumIsOfNamesToo() {
    FloatTensor tensor = new FloatTensor(3);
    Parcel one = Parcel.of(new NamedTensors(Map.of("head.b", tensor)));
    Parcel other = Parcel.of(new NamedTensors(Map.of("layer0.b", tensor)));
    assertNotEquals(one.sha256(), other.sha256());
    assertEquals(12, one.bytes());
  }

  @Test
  void parametersThatChangedOnTheWayAreRefused() {
    Parcel parcel = Parcel.of(initial(new TextSetup()));
    parcel.values().values().iterator().next()[0] += 1;
    Refusal.of(
        parcel::unpack,
        "The parameters changed on their way between machines.",
        "expected: SHA-256 " + parcel.sha256());
  }
}
