package dev.carousel.internal.trace;

import dev.carousel.engine.ParameterSpec;
import dev.carousel.engine.StateSpec;
import dev.carousel.error.CarouselException;
import dev.carousel.error.ForeignFault;
import dev.carousel.error.NearestWord;
import dev.carousel.expr.AffineTerm;
import dev.carousel.expr.Expr;
import dev.carousel.expr.Initializer;
import dev.carousel.expr.Initializers;
import dev.carousel.expr.Matrix;
import dev.carousel.expr.Step;
import dev.carousel.internal.graph.GraphBuilder;
import dev.carousel.internal.graph.Node;
import dev.carousel.internal.graph.Op;
import dev.carousel.internal.graph.StepGraph;
import dev.carousel.spi.Cell;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Records one step of a cell. Used once, by one thread. */
public final class Trace implements Step {
  private final TraceChecks checks;
  private final GraphBuilder graph = new GraphBuilder();
  private final Map<String, ParameterSpec> parameters = new LinkedHashMap<>();
  private final Map<String, ParameterSpec> constants = new LinkedHashMap<>();
  private final Map<String, StateSpec> states = new LinkedHashMap<>();
  private final Map<String, Node> next = new LinkedHashMap<>();
  private final Set<Node> nextNodes = new HashSet<>();

  /** Of what became a state by a copy, the first such copy: to hand it up is to hand up a state. */
  private final Map<Node, Node> copies = new HashMap<>();

  private final Set<Node> candidates = new LinkedHashSet<>();
  private final Map<String, Node> observed = new LinkedHashMap<>();
  private final Map<String, String> declaredAt = new HashMap<>();
  private final Map<Node, StepGraph.Label> labels = new HashMap<>();
  private String lastSite = "";
  private @Nullable Node output;
  private Initializer inputInit;
  private Initializer recurrentInit;
  private Initializer biasInit;
  private final Node input;

  private Trace(TraceChecks checks) {
    this.checks = checks;
    Initializer pytorch = Initializers.uniform(1 / Math.sqrt(checks.units()));
    inputInit = pytorch;
    recurrentInit = pytorch;
    biasInit = pytorch;
    input = graph.input(checks.inputSize());
  }

  /**
   * Traces a cell.
   *
   * @param layer what errors call the place
   */
  public static StepGraph of(String layer, Cell cell, int inputSize, int units) {
    Trace trace = new Trace(new TraceChecks(layer, inputSize, units));
    try {
      cell.step(trace);
    } catch (Throwable fault) { // whatever a cell throws, but for a lack of memory
      throw trace.failed(cell, fault);
    }
    return trace.finish();
  }

  GraphBuilder graph() {
    return graph;
  }

  /** The expression of a formula; the first formula of a node is what it is called. */
  TracedExpr formula(Node node, String formula) {
    labels.putIfAbsent(node, new StepGraph.Label(formula, false));
    return new TracedExpr(this, node, formula);
  }

  /** The expression of a node that the cell gives a name. */
  TracedExpr named(Node node, String name) {
    labels.put(node, new StepGraph.Label(checks.requireName(name, "a vector"), true));
    return new TracedExpr(this, node, name);
  }

  /** A name for what the cell has written down as a formula alone. */
  private void nameUnlessNamed(Node node, String name) {
    StepGraph.Label known = labels.get(node);
    boolean isNamed = known != null && known.isName();
    if (!isNamed && node.op().kind() != Op.Kind.LEAF) {
      labels.put(node, new StepGraph.Label(name, true));
    }
  }

  @Override
  public int units() {
    return checks.units();
  }

  @Override
  public Expr input() {
    return new TracedExpr(this, input, "x");
  }

  @Override
  public Expr state(String name) {
    return state(name, units());
  }

  @Override
  public Expr state(String name, int size) {
    StateSpec spec =
        new StateSpec(checks.requireName(name, "a state"), checks.requireSize(size, name));
    StateSpec known = states.putIfAbsent(name, spec);
    if (known != null && known.size() != size) {
      throw error(
          "State " + name + " is declared with two sizes.",
          known.size() + " first, now " + size,
          "give both calls of state(\"" + name + "\", ..) the same size");
    }
    lastSite = CallSite.current();
    declaredAt.putIfAbsent(name, lastSite);
    return new TracedExpr(this, graph.state(name, size), name);
  }

  @Override
  public void next(String state, Expr value) {
    requireFits(states.get(state), state, value);
    if (next.put(state, placeOfItsOwn(own(value).node())) != null) {
      throw error(
          "State " + state + " is given its next value twice.",
          "a second next(\"" + state + "\", ..)",
          "use the new value itself further on in the step; give it to next once");
    }
  }

  private void requireFits(@Nullable StateSpec spec, String state, Expr value) {
    if (spec == null) {
      throw error(
          "No state is named " + state + ".",
          "next(\"" + state + "\", ..)",
          states.isEmpty()
              ? "declare it first: state(\"" + state + "\")"
              : NearestWord.hint(state, states.keySet()));
    }
    if (value.size() != spec.size()) {
      throw error(
          "The next value of state " + state + " must have the state's size.",
          value + " for a state of size " + spec.size(),
          "declare state(\"" + state + "\", " + value.size() + "), or bring the value to its size");
    }
  }

  /** A state is kept in a place of its own: not in another's, nor as part of another vector. */
  private Node placeOfItsOwn(Node node) {
    boolean isShared =
        nextNodes.contains(node) || node.arguments().isEmpty() || node.op() == Op.SLICE;
    Node nextNode = isShared ? graph.fresh(node) : node;
    nextNodes.add(nextNode);
    if (nextNode != node) {
      copies.putIfAbsent(node, nextNode);
    }
    return nextNode;
  }

  @Override
  public void output(Expr value) {
    if (output != null) {
      throw error("The output is given twice.", "a second output(..)", "join both by concat(..)");
    }
    output = own(value).node();
  }

  @Override
  public void initialize(Initializer input, Initializer recurrent, Initializer bias) {
    inputInit = input;
    recurrentInit = recurrent;
    biasInit = bias;
  }

  @Override
  public Expr affine(String equation, AffineTerm... terms) {
    return affine(equation, units(), terms);
  }

  @Override
  public Expr affine(String equation, int size, AffineTerm... terms) {
    checks.requireName(equation, "an affine map");
    checks.requireSize(size, equation);
    List<Node> operands = new ArrayList<>();
    List<Node.MatrixUse> uses = new ArrayList<>();
    for (AffineTerm term : terms) {
      if (!isOnBias(term)) {
        TracedExpr operand = operand(term);
        operands.add(operand.node());
        uses.add(use(equation, size, operand, term));
      }
    }
    if (operands.isEmpty()) {
      throw error(
          "The affine map " + equation + " multiplies nothing.",
          "no vector among its terms",
          "name a vector to multiply, or declare the bias alone by vector(..)");
    }
    Initializer bias = bias(equation, terms);
    ParameterSpec b = bias == null ? null : declare(equation + ".b", size, 0, bias);
    lastSite = CallSite.current();
    return named(graph.affine(size, operands, uses, b), equation);
  }

  private static boolean isOnBias(AffineTerm term) {
    return term instanceof AffineTerm.Bias || term instanceof AffineTerm.NoBias;
  }

  /** What the bias starts from; null for none. */
  private @Nullable Initializer bias(String equation, AffineTerm... terms) {
    List<AffineTerm> words = Stream.of(terms).filter(Trace::isOnBias).toList();
    if (words.size() > 1) {
      throw error(
          "The affine map " + equation + " sets its bias more than once.",
          words.size() + " of bias(..) and noBias()",
          "keep one of them");
    }
    if (words.isEmpty()) {
      return biasInit;
    }
    return words.get(0) instanceof AffineTerm.Bias given ? given.init() : null;
  }

  private TracedExpr operand(AffineTerm term) {
    if (term instanceof AffineTerm.BlockDiagonal blocks) {
      return own(blocks.operand());
    }
    return own(term instanceof AffineTerm.Weighted weighted ? weighted.operand() : (Expr) term);
  }

  private Node.MatrixUse use(String equation, int size, TracedExpr operand, AffineTerm term) {
    checks.requireName(operand.label(), "a vector in the affine map " + equation);
    String name = equation + ".W" + operand.label();
    Initializer init = operand.node() == input ? inputInit : recurrentInit;
    int blocks = 1;
    if (term instanceof AffineTerm.Weighted weighted) {
      init = weighted.init();
    } else if (term instanceof AffineTerm.BlockDiagonal diagonal) {
      init = diagonal.init() == null ? init : diagonal.init();
      blocks = checks.requireBlocks(diagonal.blocks(), equation, size, operand.size());
    }
    return new Node.MatrixUse(declare(name, size, operand.size() / blocks, init), false, blocks);
  }

  @Override
  public Expr vector(String name, int size, Initializer init) {
    checks.requireParameterName(name);
    ParameterSpec spec = declare(name, checks.requireSize(size, name), 0, init);
    return new TracedExpr(this, graph.vector(spec), name);
  }

  @Override
  public Matrix matrix(String name, int rows, int columns, Initializer init) {
    checks.requireParameterName(name);
    checks.requireSize(rows, name);
    return new TracedMatrix(this, declare(name, rows, checks.requireSize(columns, name), init));
  }

  @Override
  public Matrix constantMatrix(String name, double[][] values) {
    checks.requireParameterName(name);
    ParameterSpec spec = checks.constant(name, values);
    requireNew(name, parameters.containsKey(name) || constants.putIfAbsent(name, spec) != null);
    return new TracedMatrix(this, spec);
  }

  @Override
  public Expr constant(double value, int size) {
    return new TracedExpr(
        this, graph.constant(value, checks.requireSize(size, "constant")), Double.toString(value));
  }

  @Override
  public void observe(String name, Expr value) {
    if (observed.put(checks.requireName(name, "an observation"), own(value).node()) != null) {
      throw error(
          "Two vectors are observed under the name " + name + ".",
          "a second observe(\"" + name + "\", ..)",
          "give each its own name");
    }
  }

  @Override
  public Expr candidate(Expr value) {
    candidates.add(own(value).node());
    return value;
  }

  private ParameterSpec declare(String name, int rows, int columns, Initializer init) {
    ParameterSpec spec = new ParameterSpec(name, rows, columns, init);
    requireNew(name, constants.containsKey(name) || parameters.putIfAbsent(name, spec) != null);
    return spec;
  }

  private void requireNew(String name, boolean isKnown) {
    if (isKnown) {
      throw error(
          "Two parameters are named " + name + ".",
          "a second declaration",
          "give the equation another name, or the vector that it multiplies, by named(..); what a"
              + " loop uses again is declared once, before the loop");
    }
  }

  private StepGraph finish() {
    requireEveryNext();
    Node handedUp = handedUp();
    next.forEach((state, node) -> nameUnlessNamed(node, state));
    observed.forEach((name, node) -> nameUnlessNamed(node, name));
    nameUnlessNamed(handedUp, "output");
    return new StepGraph(
        checks.inputSize(),
        List.copyOf(parameters.values()),
        List.copyOf(constants.values()),
        List.copyOf(states.values()),
        graph.nodes(),
        states.keySet().stream().map(next::get).toList(),
        handedUp,
        Collections.unmodifiableMap(observed),
        Map.copyOf(labels),
        List.copyOf(candidates));
  }

  private void requireEveryNext() {
    for (String state : states.keySet()) {
      if (!next.containsKey(state)) {
        throw checks.errorAt(
            declaredAt.getOrDefault(state, ""),
            "State " + state + " is never given its next value.",
            "no call of next(\"" + state + "\", ..)",
            "next(\"" + state + "\", ..), with the state itself if it does not change");
      }
    }
  }

  /** What the layer above reads: the output, or else the state h. */
  private Node handedUp() {
    Node handedUp = output == null ? next.get("h") : copies.getOrDefault(output, output);
    if (handedUp == null) {
      throw checks.errorAt(
          lastSite,
          "The cell has no output.",
          "no call of output(..), and no state named h",
          "call output(..) with the vector for the layer above");
    }
    return handedUp;
  }

  TracedExpr own(Expr expr) {
    if (expr instanceof TracedExpr traced && traced.trace() == this) {
      return traced;
    }
    throw error(
        "A vector of another step was used.",
        expr.toString(),
        "create every vector within step(..), from its Step; keep none in a field");
  }

  /** An error at the line of the cell that is being run. */
  CarouselException error(String summary, String found, String mend) {
    return checks.error(summary, found, mend);
  }

  /** An error of the cell's own code, at the line that threw it. */
  private CarouselException failed(Cell cell, Throwable fault) {
    String summary = "The cell failed while its equations were read.";
    return ForeignFault.of(summary, cell, checks.place(CallSite.of(fault)), fault);
  }
}
