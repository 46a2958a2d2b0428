package dev.carousel.internal.engine.fused.plan;

import dev.carousel.engine.StateSpec;
import dev.carousel.internal.engine.fused.plan.BufferSpec.Kind;
import dev.carousel.internal.engine.fused.plan.CellPlan.RowValue;
import dev.carousel.internal.engine.fused.plan.CellPlan.VectorSum;
import dev.carousel.internal.graph.BackwardGraph;
import dev.carousel.internal.graph.BackwardGraph.OuterProduct;
import dev.carousel.internal.graph.CompiledCell;
import dev.carousel.internal.graph.Node;
import dev.carousel.internal.graph.Op;
import dev.carousel.internal.graph.StepGraph;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Plans how a cell is run; see {@link CellPlan}. Used once. */
public final class Planner {
  private final CompiledCell cell;
  private final StepGraph forward;
  private final BackwardGraph backward;
  private final Placement placement = new Placement();
  private final List<PackPlan> packs = new ArrayList<>();
  private final Map<Integer, RowValue> rowValues = new HashMap<>();
  private final List<Place> states = new ArrayList<>();
  private final List<Place> stateGradients = new ArrayList<>();
  private final List<Place> heldGradients = new ArrayList<>();
  private final List<Place> masks = new ArrayList<>();
  private final Place input;
  private @Nullable Place outputGradient;

  private Planner(CompiledCell cell) {
    this.cell = cell;
    forward = cell.forward();
    backward = cell.backward();
    input = placement.allocate(Kind.BLOCK, forward.inputSize());
  }

  public static CellPlan plan(CompiledCell cell) {
    return new Planner(cell).plan();
  }

  private CellPlan plan() {
    Phases forwardPhases =
        new Phases(forward.nodes(), Op.STATE, forward.next(), Planner::isParameter);
    placeForward(forwardPhases);
    CellPlan.Program forwardProgram =
        new Scheduler(forward.nodes(), forwardPhases, placement, packs).schedule();
    int forwardPacks = packs.size();

    Phases backwardPhases =
        new Phases(
            backward.nodes(),
            Op.STATE_GRADIENT,
            backwardRoots(),
            leaf -> isParameter(leaf) || isOfFixed(leaf, forwardPhases));
    placeBackward(backwardPhases);
    CellPlan.Program backwardProgram =
        new Scheduler(backward.nodes(), backwardPhases, placement, packs).schedule();

    return new CellPlan(
        cell,
        placement.buffers(),
        List.copyOf(packs),
        forwardPacks,
        Map.copyOf(rowValues),
        forwardProgram,
        backwardProgram,
        input,
        readsInputDirectly(),
        List.copyOf(states),
        placement.of(forward.output()),
        observed(),
        outputGradient,
        Collections.unmodifiableList(new ArrayList<@Nullable Place>(stateGradients)),
        gradientsBefore(),
        List.copyOf(heldGradients),
        backward.inputGradient() == null ? null : placement.of(backward.inputGradient()),
        weightGradients(),
        vectorSums(),
        List.copyOf(masks),
        !forwardPhases.hasProductInLoop() && !backwardPhases.hasProductInLoop());
  }

  private static boolean isParameter(Node leaf) {
    return leaf.op() == Op.VECTOR || leaf.op() == Op.CONSTANT;
  }

  private static boolean isOfFixed(Node leaf, Phases phases) {
    return leaf.op() == Op.SAVED && phases.isFixed(leaf.source());
  }

  private void placeForward(Phases phases) {
    for (int i = 0; i < forward.states().size(); i++) {
      Place history = placement.allocate(Kind.HISTORY, forward.states().get(i).size());
      states.add(history);
      placement.put(forward.next().get(i), new Place(history.buffer(), 0, true));
    }
    for (Node node : forward.nodes()) {
      switch (node.op()) {
        case INPUT -> placement.put(node, input);
        case GIVEN -> {
          Place mask = placement.allocate(Kind.SEQUENCE, node.size());
          masks.add(mask);
          placement.put(node, mask);
        }
        case STATE -> placement.put(node, states.get(forward.stateIndex(node.stateName())));
        default -> placeRow(node, phases);
      }
    }
    Set<Node> saved = new LinkedHashSet<>(forward.observed().values());
    backward.nodes().stream()
        .filter(node -> node.op() == Op.SAVED)
        .forEach(node -> saved.add(node.source()));
    Set<Node> pinned = new LinkedHashSet<>(saved);
    pinned.add(forward.output());
    pinned.addAll(forward.next());
    pinned.addAll(phases.fixed());
    Set<Node> kept = new LinkedHashSet<>(pinned);
    addCrossing(forward.nodes(), phases, kept);
    placement.placeAll(forward.nodes(), usersByOperand(phases), pinned, kinds(saved, kept));
  }

  private void placeRow(Node node, Phases phases) {
    boolean isView = node.op() == Op.SLICE;
    if (isParameter(node) || (phases.isFixed(node) && !isView)) {
      Place row = placement.allocate(Kind.ROW, node.size());
      placement.put(node, row);
      rowValues.put(row.buffer(), rowValue(node));
    }
  }

  private static RowValue rowValue(Node node) {
    return switch (node.op()) {
      case VECTOR -> new RowValue(node.parameter(), 0);
      case CONSTANT -> new RowValue(null, (float) node.shift());
      default -> RowValue.COMPUTED;
    };
  }

  /** The affine maps of one operand: those of the loop first, as their products are the dearest. */
  private List<List<Node>> usersByOperand(Phases phases) {
    List<List<Node>> wishes = new ArrayList<>();
    for (Phase phase : List.of(Phase.LOOP, Phase.BEFORE, Phase.AFTER)) {
      Map<Node, List<Node>> users = new LinkedHashMap<>();
      for (Node node : forward.nodes()) {
        if (node.op() == Op.AFFINE) {
          for (Node operand : node.arguments()) {
            if (phases.termPhase(node, operand) == phase) {
              users.computeIfAbsent(operand, key -> new ArrayList<>()).add(node);
            }
          }
        }
      }
      users.values().forEach(group -> wishes.add(byOperation(group, this::firstUser)));
    }
    return wishes;
  }

  /** Those that the same is done with, or by which they are made, side by side: it is done once. */
  private static List<Node> byOperation(List<Node> nodes, Function<Node, Op> operation) {
    return nodes.stream().sorted(Comparator.comparing(operation)).toList();
  }

  private Op firstUser(Node affine) {
    return forward.nodes().stream()
        .filter(node -> node.arguments().contains(affine))
        .map(Node::op)
        .findFirst()
        .orElse(Op.IDENTITY);
  }

  private void placeBackward(Phases phases) {
    for (StateSpec state : forward.states()) {
      stateGradients.add(placement.allocate(Kind.STEP, state.size()));
      heldGradients.add(placement.allocate(Kind.STEP, state.size()));
    }
    for (Node node : backward.nodes()) {
      switch (node.op()) {
        case SAVED -> placement.put(node, placement.of(node.source()));
        case STATE_GRADIENT ->
            placement.put(node, stateGradients.get(forward.stateIndex(node.stateName())));
        case OUTPUT_GRADIENT -> {
          outputGradient = placement.allocate(Kind.BLOCK, node.size());
          placement.put(node, outputGradient);
        }
        default -> placeRow(node, phases);
      }
    }
    Set<Node> kept = new LinkedHashSet<>();
    backward.matrixGradients().forEach(g -> Collections.addAll(kept, g.rows(), g.columns()));
    backward.vectorGradients().forEach(g -> kept.add(g.value()));
    if (backward.inputGradient() != null) {
      kept.add(backward.inputGradient());
    }
    Set<Node> pinned = new LinkedHashSet<>(kept);
    backward.stateGradients().stream().filter(Objects::nonNull).forEach(pinned::add);
    pinned.addAll(phases.fixed());
    addCrossing(backward.nodes(), phases, kept);
    placeCarried(pinned, kept);
    placement.placeAll(backward.nodes(), gradientWishes(), pinned, kinds(Set.of(), kept));
  }

  /** Leaves gradients of states where the step before looks for them, if that can be. */
  private void placeCarried(Set<Node> pinned, Set<Node> kept) {
    CarriedPlaces places = new CarriedPlaces(backward, new Homes(backward.nodes(), pinned), kept);
    for (Node arriving : backward.nodes()) {
      if (arriving.op() == Op.STATE_GRADIENT) {
        int state = forward.stateIndex(arriving.stateName());
        Node before = backward.stateGradients().get(state);
        if (before != null && places.canOverwrite(arriving, before)) {
          placement.put(before, stateGradients.get(state));
        }
      }
    }
  }

  private static Map<Node, Kind> kinds(Set<Node> saved, Set<Node> kept) {
    Map<Node, Kind> kinds = new HashMap<>();
    kept.forEach(node -> kinds.put(node, Kind.BLOCK));
    saved.forEach(node -> kinds.put(node, Kind.SEQUENCE));
    return kinds;
  }

  /** Nodes that something outside the loop reads or writes. */
  private static void addCrossing(List<Node> nodes, Phases phases, Set<Node> kept) {
    for (Node node : nodes) {
      if (phases.crossesTheLoop(node)) {
        kept.add(node);
      }
      for (Node argument : node.arguments()) {
        boolean isProduct = node.op() == Op.AFFINE;
        Phase phase = isProduct ? phases.termPhase(node, argument) : phases.of(node);
        if (phase != Phase.LOOP) {
          kept.add(argument);
        }
      }
    }
  }

  /**
   * What should lie side by side: the operands of one sum of products, and the rows of one
   * gradient.
   */
  private List<List<Node>> gradientWishes() {
    List<List<Node>> wishes = new ArrayList<>();
    backward.nodes().stream()
        .filter(node -> node.op() == Op.AFFINE)
        .forEach(node -> wishes.add(sideBySide(node.arguments())));
    productsByColumns().values().stream()
        .map(group -> group.stream().map(OuterProduct::rows).toList())
        .forEach(rows -> wishes.add(sideBySide(rows)));
    return wishes;
  }

  /** Gradients of gates in the order of the gates, so that one operation computes several. */
  private List<Node> sideBySide(List<Node> gradients) {
    return gradients.stream()
        .sorted(Comparator.comparing(Node::op).thenComparing(this::gate, Products.order()))
        .toList();
  }

  /** Where the gate lies whose gradient this is; any place if it is none. */
  private Place gate(Node gradient) {
    boolean isOfGate = gradient.arguments().size() == 2 && gradient.argument(1).op() == Op.SAVED;
    return isOfGate ? placement.of(gradient.argument(1)) : input;
  }

  private Map<Node, List<OuterProduct>> productsByColumns() {
    Map<Node, List<OuterProduct>> groups = new LinkedHashMap<>();
    for (OuterProduct product : backward.matrixGradients()) {
      groups.computeIfAbsent(product.columns(), key -> new ArrayList<>()).add(product);
    }
    return groups;
  }

  private Collection<Node> backwardRoots() {
    List<Node> roots = new ArrayList<>();
    backward.stateGradients().stream().filter(Objects::nonNull).forEach(roots::add);
    backward.nodes().stream().filter(node -> node.op() == Op.TAP).forEach(roots::add);
    return roots;
  }

  private boolean readsInputDirectly() {
    boolean isReadByOthers =
        forward.nodes().stream()
            .filter(node -> node.op() != Op.AFFINE || node.matrices().hasBlocks())
            .flatMap(node -> node.arguments().stream())
            .anyMatch(argument -> argument.op() == Op.INPUT);
    boolean isGradientRow =
        backward.matrixGradients().stream()
            .anyMatch(product -> isInput(product.rows()) || readsPartOfInput(product));
    boolean isSavedForVectors =
        backward.nodes().stream()
            .filter(node -> node.op() != Op.AFFINE)
            .flatMap(node -> node.arguments().stream())
            .anyMatch(Planner::isInput);
    return isReadByOthers
        || isGradientRow
        || isSavedForVectors
        || forward.output().op() == Op.INPUT
        || forward.observed().values().stream().anyMatch(node -> node.op() == Op.INPUT);
  }

  private static boolean readsPartOfInput(OuterProduct product) {
    return product.blocks() > 1 && isInput(product.columns());
  }

  private static boolean isInput(Node node) {
    return OuterProducts.isInput(node);
  }

  private Map<String, Place> observed() {
    Map<String, Place> found = new LinkedHashMap<>();
    forward.observed().forEach((name, node) -> found.put(name, placement.of(node)));
    return Collections.unmodifiableMap(found);
  }

  private List<@Nullable Place> gradientsBefore() {
    List<@Nullable Place> found = new ArrayList<>();
    backward.stateGradients().forEach(n -> found.add(n == null ? null : placement.of(n)));
    return Collections.unmodifiableList(found);
  }

  private List<WeightGradient> weightGradients() {
    return OuterProducts.merge(backward.matrixGradients(), placement);
  }

  private List<VectorSum> vectorSums() {
    return backward.vectorGradients().stream()
        .map(g -> new VectorSum(g.vector(), placement.of(g.value())))
        .toList();
  }
}
