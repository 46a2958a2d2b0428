package dev.carousel.internal.engine.fused.plan;

import dev.carousel.engine.ParameterSpec;
import dev.carousel.internal.engine.fused.plan.Instruction.Copy;
import dev.carousel.internal.engine.fused.plan.Instruction.Gather;
import dev.carousel.internal.engine.fused.plan.Instruction.HoldMasked;
import dev.carousel.internal.engine.fused.plan.Instruction.KeepMasked;
import dev.carousel.internal.engine.fused.plan.Instruction.ReturnMasked;
import dev.carousel.internal.graph.CompiledCell;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * How a cell is run. Immutable, made once per network.
 *
 * @param cell the graphs that it is a plan of
 * @param buffers of a shard; the backward pass uses those of the forward pass too
 * @param packs the right sides of products
 * @param forwardPacks how many of them, the first ones, the forward pass needs
 * @param rowValues what the one-row buffers are filled with
 * @param forward the steps of the forward pass
 * @param backward the steps of the backward pass
 * @param input where the input lies
 * @param readsInputDirectly whether something other than a product before the loop reads the input
 * @param states where each state's history lies
 * @param output where the output lies
 * @param observed where the vectors named for the diagnosis lie
 * @param outputGradient where the gradient of the output lies
 * @param stateGradients where the gradient of each state arrives from the step after
 * @param gradientsBefore where the gradient of each state before the step is found; null for zero
 * @param heldGradients where each state's gradient is on its way to the step before
 * @param inputGradient where the gradient of the input is found; null for zero
 * @param weights the products that give the gradients of matrices
 * @param vectors the sums that give the gradients of vectors
 * @param masks where each mask that the cell is given lies
 * @param canCutTime whether no step waits for a product of the step before, so that threads can
 *     share the time of one row
 */
public record CellPlan(
    CompiledCell cell,
    List<BufferSpec> buffers,
    List<PackPlan> packs,
    int forwardPacks,
    Map<Integer, RowValue> rowValues,
    Program forward,
    Program backward,
    Place input,
    boolean readsInputDirectly,
    List<Place> states,
    Place output,
    Map<String, Place> observed,
    @Nullable Place outputGradient,
    List<@Nullable Place> stateGradients,
    List<@Nullable Place> gradientsBefore,
    List<Place> heldGradients,
    @Nullable Place inputGradient,
    List<WeightGradient> weights,
    List<VectorSum> vectors,
    List<Place> masks,
    boolean canCutTime) {

  /**
   * What is done for the parameters alone, and before, in and after the loop over time.
   *
   * @param once on one row, whenever the parameters have changed
   */
  public record Program(
      List<Instruction> once,
      List<Instruction> before,
      List<Instruction> loop,
      List<Instruction> after) {}

  /** What a row is filled with: a parameter, or a constant if there is none. */
  public record RowValue(@Nullable ParameterSpec parameter, float constant) {
    /** Of a row that is computed from others. */
    static final RowValue COMPUTED = new RowValue(null, 0);
  }

  /** The sum of a vector over all steps and rows is the gradient of a vector parameter. */
  public record VectorSum(ParameterSpec parameter, Place value) {}

  /** The size by which a team cuts vectors: the first state's, or the output's. */
  public int units() {
    return states.isEmpty() ? cell.forward().output().size() : stateSize(0);
  }

  /** A step of the forward loop, to its end: with what masked rows do. */
  public List<Instruction> forwardStep() {
    List<Instruction> step = new ArrayList<>(forward.loop());
    for (int i = 0; i < states.size(); i++) {
      Place before = states.get(i);
      Place after = new Place(before.buffer(), before.column(), true);
      step.add(new KeepMasked(before, stateSize(i), after));
    }
    return step;
  }

  /** A step of the backward loop, with the way of the states' gradients to the step before. */
  public List<Instruction> backwardStep() {
    List<Instruction> step = new ArrayList<>();
    for (int i = 0; i < states.size(); i++) {
      step.add(new HoldMasked(arriving(i), stateSize(i), heldGradients.get(i)));
    }
    step.addAll(backward.loop());
    for (int i = 0; i < states.size(); i++) {
      if (!isLeftInPlace(i)) {
        step.add(new Gather(gradientsBefore.get(i), stateSize(i), heldGradients.get(i)));
      }
    }
    for (int i = 0; i < states.size(); i++) {
      Place held = heldGradients.get(i);
      step.add(
          isLeftInPlace(i)
              ? new ReturnMasked(held, stateSize(i), arriving(i))
              : new Copy(held, stateSize(i), arriving(i)));
    }
    return step;
  }

  /** Whether the loop leaves a state's gradient where the step before looks for it. */
  private boolean isLeftInPlace(int state) {
    return arriving(state).equals(gradientsBefore.get(state));
  }

  private Place arriving(int state) {
    return Objects.requireNonNull(stateGradients.get(state));
  }

  private int stateSize(int state) {
    return cell.forward().states().get(state).size();
  }

  /** The packs whose operand is the input as a whole, which may be of symbols. */
  public Set<Integer> inputPacks() {
    return Stream.of(forward.before(), forward.loop(), forward.after())
        .flatMap(List::stream)
        .filter(Instruction.Product.class::isInstance)
        .map(Instruction.Product.class::cast)
        .filter(this::readsInput)
        .map(Instruction.Product::pack)
        .collect(Collectors.toSet());
  }

  /** Whether a product reads the input as a whole, which may be of symbols. */
  public boolean readsInput(Instruction.Product product) {
    return product.operand().equals(input)
        && packs.get(product.pack()).depth() == cell.forward().inputSize();
  }

  /** The vector of the buffer that a place lies in. */
  public BufferSpec buffer(Place place) {
    return buffers.get(place.buffer());
  }
}
