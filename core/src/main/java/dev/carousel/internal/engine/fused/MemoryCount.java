package dev.carousel.internal.engine.fused;

import dev.carousel.engine.LayerMemory;
import dev.carousel.engine.ParameterSpec;
import dev.carousel.engine.PassSize;
import dev.carousel.engine.StateSpec;
import dev.carousel.engine.WeightFormat;
import dev.carousel.internal.engine.fused.plan.CellPlan;
import dev.carousel.internal.engine.fused.plan.PackPlan;
import dev.carousel.internal.kernel.NarrowMatrix;
import dev.carousel.internal.kernel.PackedMatrix;
import dev.carousel.tensor.FloatTensor;
import dev.carousel.tensor.NamedTensors;
import dev.carousel.tensor.Tensor;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/**
 * Counts what a layer will allocate: shards are made as for a run, of a {@link Heap} that only
 * counts.
 */
record MemoryCount(CellPlan plan, FusedEngine engine) {

  /** The working memory of shards, and their longest array. */
  private record Counted(long bytes, long longest) {
    static final Counted NOTHING = new Counted(0, 0);

    Counted and(Counted other) {
      return new Counted(bytes + other.bytes, Math.max(longest, other.longest));
    }
  }

  LayerMemory of(PassSize size) {
    long parameters = 0;
    long longest = longestTensor(size);
    for (ParameterSpec parameter : plan.cell().forward().parameters()) {
      parameters += parameter.elements();
      longest = Math.max(longest, parameter.elements());
    }
    Counted shards = shards(size);
    return new LayerMemory(
        Float.BYTES * parameters,
        prepared(size),
        shards.bytes() + Float.BYTES * tensors(size, parameters),
        Math.max(longest, shards.longest()));
  }

  /** The panels, and the tables that symbols are looked up in. */
  private long prepared(PassSize size) {
    int used = size.trains() ? plan.packs().size() : plan.forwardPacks();
    Set<Integer> tables = isLookedUp(size) ? plan.inputPacks() : Set.of();
    long bytes = 0;
    for (int i = 0; i < used; i++) {
      PackPlan pack = plan.packs().get(i);
      bytes += tables.contains(i) ? tableBytes(pack) : panelBytes(pack, size);
    }
    return bytes;
  }

  /** A narrow matrix is kept as floats too where a product may have several rows. */
  private long panelBytes(PackPlan pack, PassSize size) {
    long floats = Float.BYTES * PackedMatrix.elements(pack.depth(), pack.columns());
    WeightFormat format = engine.weights();
    if (format == WeightFormat.FLOAT32) {
      return floats;
    }
    boolean isOneRow = size.rows() == 1 && size.steps() == 1;
    long narrow = NarrowMatrix.bytes(format, pack.depth(), pack.columns());
    return isOneRow ? narrow : narrow + floats;
  }

  private boolean isLookedUp(PassSize size) {
    return size.symbols() && !plan.readsInputDirectly();
  }

  private static long tableBytes(PackPlan pack) {
    return (long) Float.BYTES * pack.depth() * pack.columns();
  }

  private Counted shards(PassSize size) {
    Extent[] extents = extent(size).shards();
    Counted all = Counted.NOTHING;
    Counted known = Counted.NOTHING;
    for (int i = 0; i < extents.length; i++) {
      boolean isLikeLast = i > 0 && extents[i].rows() == extents[i - 1].rows();
      known = isLikeLast ? known : shard(size, extents[i]);
      all = all.and(known);
    }
    return all;
  }

  private PassExtent extent(PassSize size) {
    int kept =
        size.trains()
            ? PassExtent.keptInTraining(size.steps(), size.keptSteps())
            : PassExtent.KEPT_IN_INFERENCE;
    return PassExtent.of(plan, size.rows(), size.steps(), kept);
  }

  private Counted shard(PassSize size, Extent extent) {
    Heap heap = Heap.counting(plan.cell().layer());
    Weights weights = new Weights(plan, nothing(), engine);
    Shard shard = new Shard(plan, weights, engine, extent, heap, Team.ALONE);
    if (size.trains()) {
      shard.backwardShard().gradients().ready(isLookedUp(size));
    }
    return new Counted(heap.bytes(), heap.longest());
  }

  /** Parameters without elements: they are not read. */
  private NamedTensors nothing() {
    Map<String, Tensor> empty = new LinkedHashMap<>();
    for (ParameterSpec parameter : plan.cell().forward().parameters()) {
      empty.put(parameter.name(), new FloatTensor(0));
    }
    return new NamedTensors(empty);
  }

  /** The elements of what {@link FusedPass} hands out: of the batch as a whole. */
  private long tensors(PassSize size, long parameters) {
    long places = (long) size.steps() * size.rows();
    long states =
        (long) size.rows()
            * plan.cell().forward().states().stream().mapToInt(StateSpec::size).sum();
    long forward = places * plan.cell().forward().output().size() + states;
    long input = size.symbols() ? 0 : places * plan.cell().forward().inputSize();
    return size.trains() ? forward + states + parameters + input : forward;
  }

  private long longestTensor(PassSize size) {
    int output = plan.cell().forward().output().size();
    int input = size.symbols() ? 1 : plan.cell().forward().inputSize();
    return (long) size.steps() * size.rows() * Math.max(output, input);
  }
}
