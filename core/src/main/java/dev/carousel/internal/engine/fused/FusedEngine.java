package dev.carousel.internal.engine.fused;

import dev.carousel.engine.ClassSums;
import dev.carousel.engine.Engine;
import dev.carousel.engine.EngineSettings;
import dev.carousel.engine.LayerProgram;
import dev.carousel.engine.WeightFormat;
import dev.carousel.internal.engine.LayerChecks;
import dev.carousel.internal.engine.LifeSpan;
import dev.carousel.internal.engine.fused.plan.Planner;
import dev.carousel.internal.graph.CompiledCell;
import dev.carousel.internal.kernel.Kernels;
import dev.carousel.internal.trace.Trace;
import dev.carousel.spi.Cell;
import dev.carousel.spi.SoftmaxTerms;
import dev.carousel.tensor.FloatTensor;
import dev.carousel.tensor.Precision;
import dev.carousel.tensor.Tensor;
import dev.carousel.tensor.Workers;
import java.util.Arrays;
import java.util.function.IntConsumer;

/** The float32 engine: plans a cell once, and runs the plan shard by shard on a pool of its own. */
public final class FusedEngine implements Engine {
  /** The rows of one task of the loss: few enough for several threads, the same for any number. */
  private static final int LOSS_ROWS = 64;

  private final Kernels kernels;
  private final EngineSettings settings;
  private final TeamSize teamSize;
  private final WorkerPool pool;
  private final LifeSpan life = new LifeSpan();

  /** An engine with its own pool of daemon threads, to be closed. */
  public FusedEngine(Kernels kernels, EngineSettings settings) {
    this(kernels, settings, TeamSize.ofMachine(settings.threads()));
  }

  /** An engine whose threads form teams of that size. */
  public FusedEngine(Kernels kernels, EngineSettings settings, TeamSize teamSize) {
    this.kernels = kernels;
    this.settings = settings;
    this.teamSize = teamSize;
    pool = new WorkerPool(settings.threads());
  }

  @Override
  public Precision precision() {
    return Precision.FLOAT32;
  }

  @Override
  public String kernels() {
    return kernels.name();
  }

  @Override
  public int threads() {
    return settings.threads();
  }

  @Override
  public int keptSteps() {
    return settings.keptSteps();
  }

  @Override
  public WeightFormat weights() {
    return settings.weights();
  }

  @Override
  public Workers workers() {
    return new EngineWorkers(this, kernels);
  }

  Kernels kernelsInUse() {
    return kernels;
  }

  @Override
  public LayerProgram compile(String name, Cell cell, int inputSize, int units) {
    life.requireOpen();
    CompiledCell compiled = CompiledCell.of(name, Trace.of(name, cell, inputSize, units));
    return new FusedProgram(Planner.plan(compiled), this);
  }

  /** The ids of the engine's own threads. */
  long[] threadIds() {
    return pool.threadIds();
  }

  /** Runs tasks 0 to count - 1, on all threads, and waits for them. */
  void runAll(int count, IntConsumer task) {
    life.requireOpen();
    pool.run(count, task);
  }

  /**
   * Runs tasks 0 to count - 1 at the same time, each on a thread of its own, and waits for them; or
   * none.
   *
   * @return whether they ran
   */
  boolean runTogether(int count, IntConsumer task) {
    life.requireOpen();
    return pool.runTogether(count, task);
  }

  /** How many threads work on a shard together. */
  TeamSize teamSize() {
    return teamSize;
  }

  @Override
  public ClassSums softmaxCrossEntropy(
      Tensor logits, int[] targets, SoftmaxTerms terms, double weight) {
    int classes = logits.extent(logits.rank() - 1);
    LayerChecks.targets(logits, classes, targets);
    terms.requireFor(classes);
    LayerChecks.precision("loss", "the logits", Precision.FLOAT32, logits);
    float[] values = ((FloatTensor) logits).array();
    SoftmaxRows rows = new SoftmaxRows(kernels, values, classes, targets, terms, (float) weight);
    ClassSums[] sums = new ClassSums[(targets.length + LOSS_ROWS - 1) / LOSS_ROWS];
    runAll(sums.length, block -> sums[block] = rows.run(block * LOSS_ROWS, LOSS_ROWS));
    return Arrays.stream(sums).reduce(ClassSums.none(), ClassSums::plus);
  }

  @Override
  public void close() {
    life.end();
    pool.close();
  }
}
