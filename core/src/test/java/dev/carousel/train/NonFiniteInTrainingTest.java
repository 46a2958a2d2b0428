package dev.carousel.train;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.carousel.Engines;
import dev.carousel.data.Chunk;
import dev.carousel.data.DataCodec;
import dev.carousel.data.DataShape;
import dev.carousel.data.Dataset;
import dev.carousel.data.Epoch;
import dev.carousel.data.Inputs;
import dev.carousel.data.Part;
import dev.carousel.data.Targets;
import dev.carousel.data.arrays.ArraysCodec;
import dev.carousel.engine.Engine;
import dev.carousel.expr.Expr;
import dev.carousel.fixture.Descent;
import dev.carousel.model.Network;
import dev.carousel.model.NetworkSpec;
import dev.carousel.nonfinite.FailedUpdate;
import dev.carousel.nonfinite.FailedUpdateFile;
import dev.carousel.nonfinite.FirstCause;
import dev.carousel.nonfinite.FirstCause.Operand;
import dev.carousel.nonfinite.FirstCause.Pass;
import dev.carousel.refusal.Refusal;
import dev.carousel.spi.Cell;
import dev.carousel.spi.GradientHook;
import dev.carousel.spi.UpdateHook;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A state that reaches zero at one step of one row of one update, and is divided by. */
class NonFiniteInTrainingTest {
  private static final int UPDATE = 37;
  private static final int LATER = 45;
  private static final int TIME = 12;
  private static final int ROW = 3;
  private static final int STEPS = 16;
  private static final int ROWS = 5;
  private static final int UPDATES = 60;
  private static final DataShape SHAPE =
      new DataShape(false, 1, false, 1, Targets.Moment.EVERY_STEP);

  /** {@code d' = d + x}, {@code h' = (Wx x + Wh h + b) / d'}. */
  private static final Cell DIVIDER =
      s -> {
        Expr sum = s.state("d").plus(s.input());
        s.next("d", sum);
        s.next("h", s.affine("a", s.input(), s.state("h")).dividedBy(sum));
      };

  /** Ones in a single stream, so that the state d counts steps; and what takes it back to zero. */
  private static Chunk chunk(int index) {
    float[] inputs = new float[STEPS * ROWS];
    Arrays.fill(inputs, 1);
    if (index == UPDATE) {
      inputs[TIME * ROWS + ROW] = -(UPDATE * STEPS + TIME);
    }
    if (index == LATER) { // a skipped update has set the states to zero
      inputs[TIME * ROWS + ROW] = -((LATER - UPDATE - 1) * STEPS + TIME);
    }
    boolean[] fresh = new boolean[ROWS];
    Arrays.fill(fresh, index == 0);
    return new Chunk(
        new Inputs.Values(STEPS, ROWS, 1, inputs),
        new Targets.Values(SHAPE.moment(), 1, new float[STEPS * ROWS]),
        fresh);
  }

  private record Ones() implements Dataset, Part, Epoch {
    @Override
    public String description() {
      return "ones";
    }

    @Override
    public DataShape shape() {
      return SHAPE;
    }

    @Override
    public Part training() {
      return this;
    }

    @Override
    public Part validation() {
      return Part.empty();
    }

    @Override
    public DataCodec codec() {
      return new ArraysCodec(SHAPE);
    }

    @Override
    public long symbols() {
      return (long) UPDATES * STEPS * ROWS;
    }

    @Override
    public Epoch epoch(int batch, int steps, long seed, int epoch) {
      return this;
    }

    @Override
    public int size() {
      return UPDATES;
    }

    @Override
    public Chunk chunk(int index) {
      return NonFiniteInTrainingTest.chunk(index);
    }
  }

  /** Keeps what it is told, and writes it down at once: later the tensors go on. */
  private record Ears(Path file, List<Optional<FirstCause>> heard, List<Long> updates)
      implements TrainingListener {
    @Override
    public void nonFinite(FailedUpdate failed, Optional<FirstCause> cause) {
      heard.add(cause);
      updates.add(failed.update());
      new FailedUpdateFile(failed, cause).write(file);
    }
  }

  private static final GradientHook SKIP =
      new Hooks.AtUpdate(
          update ->
              Double.isFinite(update.loss() + update.gradients().norm())
                  ? UpdateHook.Outcome.UNCHANGED
                  : UpdateHook.Outcome.SKIP);

  private static TrainingResult train(Engine engine, TrainingListener ears, GradientHook... hooks) {
    Network network = network(engine);
    TrainingPlan plan = TrainingPlan.of(Limit.ofUpdates(UPDATES)).batch(ROWS).bptt(STEPS).seed(7);
    List<NamedHook> named = Arrays.stream(hooks).map(hook -> new NamedHook("test", hook)).toList();
    return Trainer.builder(network, new Ones())
        .optimizer(new Descent(1e-3))
        .hooks(named)
        .plan(plan)
        .listener(ears)
        .clock(Setup.STILL)
        .build()
        .run();
  }

  private static Network network(Engine engine) {
    return Network.compile(engine, NetworkSpec.of(SHAPE, DIVIDER).units(1));
  }

  private static Ears ears(Path folder) {
    return new Ears(folder.resolve("found"), new ArrayList<>(), new ArrayList<>());
  }

  @Test
  void theFirstCauseIsToldOnceAndLaterOnesAreCounted(@TempDir Path folder) {
    Ears ears = ears(folder);
    try (Engine engine = Engines.fused(2)) {
      TrainingResult result = train(engine, ears, SKIP);
      assertEquals(List.of((long) UPDATE), ears.updates());
      assertEquals(2, result.counters().recovery().nonFinite());
      FirstCause cause = ears.heard().get(0).orElseThrow();
      double a = cause.operands().get(0).value();
      assertEquals(
          new FirstCause(
              UPDATE,
              "layer0",
              Pass.FORWARD,
              TIME,
              ROW,
              "h",
              "divide",
              0,
              List.of(new Operand("a", a), new Operand("d", 0)),
              a / 0),
          cause);
      FailedUpdateFile read = FailedUpdateFile.read(ears.file());
      assertEquals(Optional.of(cause), read.cause());
      assertEquals(read.cause(), read.failed().firstCause(network(engine)));
    }
  }

  @Test
  void theFindingIsMadeBeforeHooksAndWhateverHooksThereAre(@TempDir Path folder) {
    Ears ears = ears(folder);
    Ears alone = ears(folder);
    try (Engine engine = Engines.scalar(1)) {
      TrainingResult skipping = train(engine, ears, SKIP);
      Refusal.of(() -> train(engine, alone));
      assertEquals(alone.heard(), ears.heard());
      assertTrue(ears.heard().get(0).isPresent());
      assertEquals(2, skipping.counters().skipped());
      assertEquals(2, skipping.counters().recovery().nonFinite());
    }
  }

  @Test
  void aRunWithoutAGuardFailsWithTheUpdateThatSpoilsItsParameters(@TempDir Path folder) {
    List<Checkpoint> saved = new ArrayList<>();
    try (Engine engine = Engines.scalar(1)) {
      Refusal failure = Refusal.of(() -> train(engine, new Saved(saved)));
      assertEquals(Refusal.Kind.FAILURE, failure.kind());
      String message = failure.message();
      assertTrue(message.contains("no longer finite"), message);
      assertTrue(message.contains("NaN at element 0 of 'layer0/a.Wx'"), message);
      assertTrue(message.contains("1 of 38 updates"), message);
      assertTrue(message.contains("the first was update 37"), message);
      assertTrue(message.contains("clip-norm"), message);
    }
    assertTrue(saved.stream().allMatch(checkpoint -> checkpoint.parameters().isFinite()));
  }

  /** Keeps every checkpoint. */
  private record Saved(List<Checkpoint> checkpoints) implements TrainingListener {
    @Override
    public void checkpoint(Checkpoint checkpoint) {
      checkpoints.add(checkpoint.copy());
    }
  }

  @Test
  void aHookThatChangesStepsMayLeaveNothingToFind(@TempDir Path folder) {
    Ears ears = ears(folder);
    try (Engine engine = Engines.scalar(1)) {
      Refusal.of(
          () ->
              train(
                  engine,
                  ears,
                  new Hooks.AtStep(gradient -> gradient.set(0, 0, Double.NaN), true)));
      assertEquals(List.of(0L), ears.updates());
      assertEquals(List.of(Optional.empty()), ears.heard());
      assertEquals(Optional.empty(), FailedUpdateFile.read(ears.file()).cause());
    }
  }

  @Test
  void aFiniteRunTellsNothing(@TempDir Path folder) {
    Ears ears = ears(folder);
    assertEquals(0, Setup.ofUpdates(3).with(ears).run().counters().recovery().nonFinite());
    assertEquals(List.of(), ears.heard());
  }
}
