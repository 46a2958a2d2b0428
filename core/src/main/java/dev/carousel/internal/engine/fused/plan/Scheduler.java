package dev.carousel.internal.engine.fused.plan;

import dev.carousel.internal.engine.fused.plan.Products.Merged;
import dev.carousel.internal.engine.fused.plan.Products.Term;
import dev.carousel.internal.graph.Node;
import dev.carousel.internal.graph.Op;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Puts the work of one graph in order. Within a phase, it alternates between everything that can be
 * computed element by element, and all products that are ready, as few as possible.
 */
final class Scheduler {
  private final List<Node> nodes;
  private final Phases phases;
  private final Placement placement;
  private final List<PackPlan> packs;
  private final Set<Node> done = new HashSet<>();
  private final Set<Node> started = new HashSet<>();
  private final Map<Node, Integer> openTerms = new HashMap<>();

  /**
   * @param packs where the right sides of products are added
   */
  Scheduler(List<Node> nodes, Phases phases, Placement placement, List<PackPlan> packs) {
    this.nodes = nodes;
    this.phases = phases;
    this.placement = placement;
    this.packs = packs;
    for (Node node : nodes) {
      if (node.op().kind() == Op.Kind.LEAF) {
        done.add(node);
      } else if (node.op() == Op.AFFINE) {
        openTerms.put(node, node.arguments().size());
      }
    }
  }

  CellPlan.Program schedule() {
    return new CellPlan.Program(
        instructions(Phase.ONCE),
        instructions(Phase.BEFORE),
        instructions(Phase.LOOP),
        instructions(Phase.AFTER));
  }

  private List<Instruction> instructions(Phase phase) {
    List<Instruction> made = new ArrayList<>();
    List<Term> open = new ArrayList<>(terms(phase));
    while (true) {
      addReadyVectors(phase, made);
      List<Term> ready = worthwhile(open);
      if (ready.isEmpty()) {
        return made;
      }
      open.removeAll(ready);
      addProducts(ready, made);
    }
  }

  /**
   * The products to make now: those that complete their sums, and those that share an operand with
   * one of them. A sum that waits for another operand all the same is made at once, later.
   */
  private List<Term> worthwhile(List<Term> open) {
    Set<Node> waiting = new HashSet<>();
    open.stream()
        .filter(term -> !done.contains(term.operand()))
        .forEach(term -> waiting.add(term.affine()));
    Set<Node> operands = new HashSet<>();
    open.stream()
        .filter(term -> !waiting.contains(term.affine()))
        .forEach(term -> operands.add(term.operand()));
    return open.stream().filter(term -> operands.contains(term.operand())).toList();
  }

  private List<Term> terms(Phase phase) {
    List<Term> terms = new ArrayList<>();
    for (Node node : nodes) {
      if (node.op() == Op.AFFINE) {
        for (int i = 0; i < node.arguments().size(); i++) {
          if (phases.termPhase(node, node.argument(i)) == phase) {
            terms.add(new Term(node, node.argument(i), node.matrices().uses().get(i)));
          }
        }
      }
    }
    return terms;
  }

  /**
   * Adds what can be computed element by element, in waves: of a wave none needs another, so that
   * like ones side by side can be made one.
   */
  private void addReadyVectors(Phase phase, List<Instruction> made) {
    while (true) {
      List<Node> wave = nodes.stream().filter(node -> isReady(node, phase)).toList();
      if (wave.isEmpty()) {
        return;
      }
      List<Instruction> instructions = new ArrayList<>();
      wave.forEach(node -> addVector(node, instructions));
      done.addAll(wave);
      made.addAll(Instruction.Pointwise.merge(instructions));
    }
  }

  private boolean isReady(Node node, Phase phase) {
    boolean isOpen = node.op() != Op.AFFINE && !done.contains(node);
    return isOpen && phases.of(node) == phase && done.containsAll(node.arguments());
  }

  private void addProducts(List<Term> ready, List<Instruction> made) {
    for (Merged product : Products.merge(ready, placement)) {
      boolean starts =
          product.isWhole()
              && product.sums().stream().noneMatch(sum -> started.contains(sum.affine()));
      for (PackPlan.Sum sum : product.sums()) {
        if (started.add(sum.affine()) && !starts) {
          made.add(
              new Instruction.Preset(placement.of(sum.affine()), sum.affine().size(), sum.bias()));
        }
      }
      packs.add(product.pack(starts));
      made.add(
          new Instruction.Product(
              packs.size() - 1,
              product.depth(),
              Columns.all(product.width()),
              product.operand(),
              product.out(),
              starts));
    }
    for (Term term : ready) {
      if (openTerms.merge(term.affine(), -1, Integer::sum) == 0) {
        done.add(term.affine());
      }
    }
  }

  private void addVector(Node node, List<Instruction> made) {
    Place out = placement.of(node);
    Place x = placement.of(node.argument(0));
    int size = node.size();
    switch (node.op()) {
      case TAP -> made.add(new Instruction.Tap(node.shown(), size, out));
      case SLICE -> {
        // A view: nothing to do.
      }
      case IDENTITY -> made.add(new Instruction.Copy(x, size, out));
      case SUM -> made.add(new Instruction.Sum(x, size, node.argument(0).size() / size, out));
      case REPEAT -> {
        int elements = node.argument(0).size();
        made.add(new Instruction.Repeat(x, elements, size / elements, out));
      }
      case OUTER, TIMES, TRANSPOSED_TIMES -> made.add(blockProduct(node, x, out));
      case PAD -> {
        made.add(new Instruction.Preset(out, size, null));
        made.add(new Instruction.Copy(x, node.argument(0).size(), out.shifted(node.offset())));
      }
      case CONCAT -> {
        Place at = out;
        for (Node part : node.arguments()) {
          made.add(new Instruction.Copy(placement.of(part), part.size(), at));
          at = at.shifted(part.size());
        }
      }
      default ->
          made.add(
              node.op().kind() == Op.Kind.GROUPED
                  ? ofGroups(node, x, out)
                  : pointwise(node, x, out));
    }
  }

  private Instruction blockProduct(Node node, Place x, Place out) {
    Place y = placement.of(node.argument(1));
    return new Instruction.BlockProduct(
        node.op(), node.blocks(), node.blockRows(), node.blockColumns(), x, y, out);
  }

  private Instruction ofGroups(Node node, Place x, Place out) {
    Place y = node.arguments().size() > 1 ? placement.of(node.argument(1)) : x;
    return new Instruction.OfGroups(node.op(), node.groups(), node.groupSize(), x, y, out);
  }

  private Instruction pointwise(Node node, Place x, Place out) {
    int count = node.arguments().size();
    Place y = count > 1 ? placement.of(node.argument(1)) : x;
    Place z = count > 2 ? placement.of(node.argument(2)) : x;
    boolean isLinear = node.op() == Op.LINEAR;
    float scale = isLinear ? (float) node.scale() : 0;
    float shift = isLinear ? (float) node.shift() : 0;
    return new Instruction.Pointwise(node.op(), scale, shift, node.size(), x, y, z, out);
  }
}
