package dev.carousel.train;

import dev.carousel.data.DataShape;
import dev.carousel.data.Dataset;
import dev.carousel.data.Epoch;
import dev.carousel.data.Part;
import dev.carousel.engine.LayerMemory;
import dev.carousel.error.CarouselException;
import dev.carousel.model.HeapBudget;
import dev.carousel.model.Network;
import dev.carousel.model.NetworkMemory;
import dev.carousel.spi.Optimizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Estimates the memory of a run before it starts, and refuses a run that does not fit. It counts
 * what the engine will allocate ({@link dev.carousel.engine.LayerProgram#memory}) for the sizes of
 * an epoch's chunks.
 *
 * @param network to be trained
 * @param data to train on
 * @param optimizer whose slots and scratch memory are counted
 * @param hooks one that rolls the run back needs memory for a state to roll back to
 * @param plan with batch and chunk length
 */
public record TrainingMemory(
    Network network, Dataset data, Optimizer optimizer, List<NamedHook> hooks, TrainingPlan plan) {

  /** The estimate for the network's engine. */
  public MemoryEstimate estimate() {
    return estimate(network.engine().keptSteps());
  }

  /** The estimate for an engine that keeps this number of steps; 0 for all. */
  MemoryEstimate estimate(int keptSteps) {
    List<NetworkMemory> passes = new ArrayList<>();
    passes.addAll(passes(ChunkSize.of(data.training(), epoch()), true, keptSteps));
    long prepared = passes.get(0).prepared();
    boolean isBidirectional = network.spec().bidirectional();
    Set<ChunkSize> sizes = ChunkSize.ofEvaluation(data.validation(), isBidirectional);
    passes.addAll(passes(sizes, false, keptSteps));
    long parameters = passes.get(0).parameters();
    OptimizerMemory kept = OptimizerMemory.of(network, optimizer);
    return new MemoryEstimate(
        2 * parameters + (kept.evaluatesOthers() ? 2 : 1) * prepared,
        kept.bytes() + kept.scratch(),
        goesBack() ? parameters + kept.bytes() : 0,
        passes.stream().mapToLong(NetworkMemory::pass).sum(),
        passes.stream().mapToLong(NetworkMemory::work).max().orElse(0)
            + (plan.accumulate() > 1 ? parameters : 0),
        dataBytes(data.training()) + dataBytes(data.validation()),
        passes.stream().mapToLong(NetworkMemory::longest).max().orElse(0));
  }

  private boolean goesBack() {
    return new HookChain(hooks).rollsBack();
  }

  /** The passes for each size of chunk; the engine keeps them all. */
  private List<NetworkMemory> passes(Set<ChunkSize> sizes, boolean trains, int keptSteps) {
    return sizes.stream()
        .map(s -> NetworkMemory.of(network, s.steps(), s.rows(), trains, keptSteps))
        .toList();
  }

  /** The number of steps of the longest chunk. */
  int longest() {
    return ChunkSize.of(data.training(), epoch()).stream()
        .mapToInt(ChunkSize::steps)
        .max()
        .orElse(1);
  }

  private Epoch epoch() {
    return data.training().epoch(plan.batch(), plan.bptt(), plan.seed(), 0);
  }

  private long dataBytes(Part part) {
    DataShape shape = data.shape();
    int perStep = shape.symbolsIn() ? Integer.BYTES : shape.inputFeatures() * Double.BYTES;
    return part.symbols() * (perStep + shape.categories().size() * (long) Integer.BYTES);
  }

  /**
   * Refuses a run that cannot fit into this JVM's heap.
   *
   * @throws CarouselException with the estimate, what the heap may have, and what to lower
   */
  public void requireFits() {
    requireFits(HeapBudget.ofThisJvm());
  }

  /**
   * Refuses a run that cannot fit into a heap.
   *
   * @param budget of the heap
   * @throws CarouselException with the estimate, what the heap may have, and what to lower
   */
  public void requireFits(HeapBudget budget) {
    MemoryEstimate estimate = estimate();
    if (estimate.fits(budget)) {
      return;
    }
    boolean isTooMuch = estimate.total() > budget.usable();
    CarouselException.Builder error =
        isTooMuch
            ? CarouselException.failure(
                    budget.jobs() == 1
                        ? "The run does not fit into memory."
                        : "The trial does not fit into its share of the memory.")
                .expected(budget)
            : CarouselException.failure("The run needs an array longer than Java allows.")
                .expected("at most " + LayerMemory.LONGEST_ARRAY + " elements")
                .found(estimate.longest());
    throw error
        .found("about " + estimate)
        .mend(new MemoryAdvice(this, budget).words(isTooMuch ? estimate.total() : 0))
        .build();
  }
}
