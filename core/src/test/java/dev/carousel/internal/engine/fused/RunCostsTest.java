package dev.carousel.internal.engine.fused;

import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.carousel.data.Chunk;
import dev.carousel.data.DataCodec;
import dev.carousel.data.DataShape;
import dev.carousel.data.Dataset;
import dev.carousel.data.Epoch;
import dev.carousel.data.Part;
import dev.carousel.data.Targets;
import dev.carousel.data.arrays.ArraysCodec;
import dev.carousel.engine.EngineSettings;
import dev.carousel.fixture.Allocation;
import dev.carousel.fixture.Cells;
import dev.carousel.fixture.Chunks;
import dev.carousel.fixture.Descent;
import dev.carousel.internal.kernel.ScalarKernels;
import dev.carousel.model.DropoutKinds;
import dev.carousel.model.Network;
import dev.carousel.model.NetworkSpec;
import dev.carousel.model.Pool;
import dev.carousel.spi.UpdateHook;
import dev.carousel.train.CheckpointInterval;
import dev.carousel.train.Limit;
import dev.carousel.train.NamedHook;
import dev.carousel.train.Progress;
import dev.carousel.train.Trainer;
import dev.carousel.train.TrainingListener;
import dev.carousel.train.TrainingPlan;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * What an update of a whole run allocates, counted: the chunk's way forward, the loss, the way
 * back, a hook, the optimizer and the carried states. Batch, steps and units may be larger without
 * a byte more, but for what {@link #growing} lists. The chunk itself belongs to the data, which
 * makes a new one each time ({@link Epoch#chunk}); here it is always the same.
 */
class RunCostsTest {
  private static final int ROUND = 10;
  private static final int ROUNDS = 60;

  /** What the JIT may have compiled in one run and not yet in another. */
  private static final long SLACK = 1024;

  /** The predictions of one task of a log loss. */
  private static final int LOSS_ROWS = 64;

  /** What each task hands over. */
  private static final int LOSS_BYTES = 40;

  /** To draw a row of a mask, a generator is put at the start of the row's stream. */
  private static final int MASK_ROW_BYTES = 2600;

  /** What is trained. */
  enum Kind {
    NUMBERS(16_000, numbers(Targets.Moment.EVERY_STEP), spec -> spec),
    WINDOWS(22_000, numbers(Targets.Moment.END), spec -> spec.layers(2)),
    BOTH_WAYS(34_000, numbers(Targets.Moment.END), spec -> spec.layers(2).bidirectional(true)),
    POOLED(16_000, numbers(Targets.Moment.END), spec -> spec.pool(Pool.MEAN)),
    SYMBOLS(16_000, new DataShape(true, 7, true, 7, Targets.Moment.EVERY_STEP), spec -> spec),
    EMBEDDED(
        18_000,
        new DataShape(true, 7, true, 7, Targets.Moment.EVERY_STEP),
        spec -> spec.embedding(spec.units()).tied(true)),
    MIXED(
        18_000,
        new DataShape(false, 3, false, 2, Targets.Moment.EVERY_STEP, List.of(4, 5)),
        spec -> spec),
    DROPPED(52_000, numbers(Targets.Moment.EVERY_STEP), spec -> spec.layers(2).dropout(0.2)),
    DROPPED_WITHIN(
        42_000,
        numbers(Targets.Moment.EVERY_STEP),
        spec -> spec.dropouts(DropoutKinds.NONE.input(0.2).zoneout(0.1)));

    /** A third more bytes than were measured for an update of {@link #SMALL}. */
    final long most;

    final DataShape shape;
    final UnaryOperator<NetworkSpec> change;

    Kind(long most, DataShape shape, UnaryOperator<NetworkSpec> change) {
      this.most = most;
      this.shape = shape;
      this.change = change;
    }

    private static DataShape numbers(Targets.Moment moment) {
      return new DataShape(false, 3, false, 2, moment);
    }
  }

  /** How large a run is. */
  private record Size(int steps, int rows, int units) {
    Chunk chunk(DataShape shape, boolean isMasked) {
      int[] lengths = new int[rows];
      Arrays.setAll(lengths, row -> isMasked && row > 0 ? 1 + row % steps : steps);
      return Chunks.random(shape, lengths, 1, 2);
    }
  }

  private static final Size SMALL = new Size(4, 4, 5);
  private static final Size LARGE = new Size(12, 68, 32);

  /** A part whose epochs are of one chunk, made before: the costs are those of the run alone. */
  private record OneChunk(Chunk chunk) implements Part {
    @Override
    public long symbols() {
      return chunk.predictions();
    }

    @Override
    public Epoch epoch(int batch, int steps, long seed, int epoch) {
      return new Epoch() {
        @Override
        public int size() {
          return 1_000_000;
        }

        @Override
        public Chunk chunk(int index) {
          return chunk;
        }
      };
    }
  }

  private record Given(Chunk chunk, DataShape shape) implements Dataset {
    @Override
    public String description() {
      return "one chunk";
    }

    @Override
    public Part training() {
      return new OneChunk(chunk);
    }

    @Override
    public Part validation() {
      return Part.empty();
    }

    @Override
    public DataCodec codec() {
      return new ArraysCodec(shape);
    }
  }

  @ParameterizedTest
  @EnumSource(Kind.class)
  void anUpdateMakesNoMoreIfAllIsLarger(Kind kind) {
    assertSame(kind, false, 1);
  }

  @ParameterizedTest
  @EnumSource(
      value = Kind.class,
      names = {"WINDOWS", "SYMBOLS"})
  void norIfStepsAreMasked(Kind kind) {
    assertSame(kind, true, 1);
  }

  @Test
  void norIfSeveralChunksMakeAnUpdate() {
    assertSame(Kind.NUMBERS, false, 3);
  }

  private static void assertSame(Kind kind, boolean isMasked, int accumulate) {
    long small = new Run(kind, SMALL, isMasked, accumulate).least(0);
    long mostSmall = accumulate * (kind.most + growing(kind, SMALL));
    assertTrue(small <= mostSmall, small + " bytes for a small update");
    long most = small + SLACK + accumulate * (growing(kind, LARGE) - growing(kind, SMALL));
    long large = new Run(kind, LARGE, isMasked, accumulate).least(most);
    assertTrue(large <= most, large + " bytes for a large update, " + small + " for a small one");
  }

  /** What may grow: the sums of a log loss, and the seeds of masks but those between layers. */
  private static long growing(Kind kind, Size size) {
    int tasks = (size.rows() * size.steps() + LOSS_ROWS - 1) / LOSS_ROWS;
    int masks = kind == Kind.DROPPED_WITHIN ? 3 : 0; // of the input, h and c
    return (kind.shape.symbolsOut() ? tasks * LOSS_BYTES : 0L)
        + (long) masks * size.rows() * MASK_ROW_BYTES;
  }

  /** Counts what the caller's thread and those of the engine allocate in some updates. */
  private static final class Run implements TrainingListener {
    private final Kind kind;
    private final Size size;
    private final boolean isMasked;
    private final int accumulate;
    private final FusedEngine engine =
        new FusedEngine(new ScalarKernels(), new EngineSettings(2, 0));
    private @Nullable Trainer trainer;
    private long goal;
    private long least = Long.MAX_VALUE;
    private long before;

    Run(Kind kind, Size size, boolean isMasked, int accumulate) {
      this.kind = kind;
      this.size = size;
      this.isMasked = isMasked;
      this.accumulate = accumulate;
    }

    /** The fewest bytes of an update in some rounds; ends early if they are no more than a goal. */
    long least(long enough) {
      goal = enough;
      try (engine) {
        NetworkSpec spec =
            kind.change.apply(NetworkSpec.of(kind.shape, Cells.lstm()).units(size.units()));
        Trainer made =
            Trainer.builder(
                    Network.compile(engine, spec),
                    new Given(size.chunk(kind.shape, isMasked), kind.shape))
                .optimizer(new Descent(1e-3))
                .hooks(List.of(new NamedHook("scale", (UpdateHook) RunCostsTest::halve)))
                .plan(
                    TrainingPlan.of(Limit.ofUpdates(ROUND * ROUNDS))
                        .accumulate(accumulate)
                        .checkpoints(new CheckpointInterval(0, 0))
                        .evaluateEvery(Integer.MAX_VALUE))
                .listener(this)
                .build();
        trainer = made;
        made.run();
      }
      return least;
    }

    @Override
    public void updated(Progress progress) {
      if (progress.updates() % ROUND == 0) {
        long made = allocated() - before;
        if (before > 0) {
          least = Math.min(least, made / ROUND);
        }
        if (least <= goal) {
          Objects.requireNonNull(trainer).stop();
        }
        Allocation.letCompile();
        before = allocated();
      }
    }

    private long allocated() {
      return Allocation.soFar(engine.threadIds());
    }
  }

  private static UpdateHook.Outcome halve(UpdateHook.Update update) {
    update.gradients().scale(0.5);
    return UpdateHook.Outcome.CHANGED;
  }
}
