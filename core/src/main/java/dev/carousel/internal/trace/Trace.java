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
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Records one step of a cell. Used once, by one thread. */
public final class Trace implements Step {
  private static final String WORD = "[A-Za-z][A-Za-z0-9_-]*";
  private static final Pattern NAME = Pattern.compile(WORD);
  private static final Pattern PARAMETER_NAME = Pattern.compile(WORD + "(\\." + WORD + ")*");

  private final String layer;
  private final int inputSize;
  private final int units;
  private final GraphBuilder graph = new GraphBuilder();
  private final Map<String, ParameterSpec> parameters = new LinkedHashMap<>();
  private final Map<String, StateSpec> states = new LinkedHashMap<>();
  private final Map<String, Node> next = new LinkedHashMap<>();
  private final Set<Node> nextNodes = new HashSet<>();

  /** Of what became a state by a copy, the first such copy: to hand it up is to hand up a state. */
  private final Map<Node, Node> copies = new HashMap<>();

  private final Map<String, Node> observed = new LinkedHashMap<>();
  private final Map<String, String> declaredAt = new HashMap<>();
  private final Map<Node, StepGraph.Label> labels = new HashMap<>();
  private String lastSite = "";
  private @Nullable Node output;
  private Initializer inputInit;
  private Initializer recurrentInit;
  private Initializer biasInit;
  private final Node input;

  private Trace(String layer, int inputSize, int units) {
    this.layer = layer;
    this.inputSize = inputSize;
    this.units = units;
    Initializer pytorch = Initializers.uniform(1 / Math.sqrt(units));
    inputInit = pytorch;
    recurrentInit = pytorch;
    biasInit = pytorch;
    input = graph.input(inputSize);
  }

  /**
   * Traces a cell.
   *
   * @param layer what errors call the place
   */
  public static StepGraph of(String layer, Cell cell, int inputSize, int units) {
    if (inputSize < 1 || units < 1) {
      throw CarouselException.usage("A layer needs at least one input and one unit.")
          .found(inputSize + " inputs, " + units + " units")
          .where(layer)
          .build();
    }
    Trace trace = new Trace(layer, inputSize, units);
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
    labels.put(node, new StepGraph.Label(requireName(name, "a vector"), true));
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
    return units;
  }

  @Override
  public Expr input() {
    return new TracedExpr(this, input, "x");
  }

  @Override
  public Expr state(String name) {
    return state(name, units);
  }

  @Override
  public Expr state(String name, int size) {
    StateSpec spec = new StateSpec(requireName(name, "a state"), requireSize(size, name));
    StateSpec known = states.putIfAbsent(name, spec);
    if (known != null && known.size() != size) {
      throw error(
          "State " + name + " is declared with two sizes.",
          known.size() + " first, now " + size,
          "give both calls of state(\"" + name + "\", ..) one size");
    }
    lastSite = callSite();
    declaredAt.putIfAbsent(name, lastSite);
    return new TracedExpr(this, graph.state(name, size), name);
  }

  @Override
  public void next(String state, Expr value) {
    StateSpec spec = states.get(state);
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
    Node node = own(value).node();
    // A state is kept in a place of its own: not in another's, nor as part of another vector.
    boolean isShared =
        nextNodes.contains(node) || node.arguments().isEmpty() || node.op() == Op.SLICE;
    Node nextNode = isShared ? graph.fresh(node) : node;
    nextNodes.add(nextNode);
    if (nextNode != node) {
      copies.putIfAbsent(node, nextNode);
    }
    if (next.put(state, nextNode) != null) {
      throw error(
          "State " + state + " is given its next value twice.",
          "a second next(\"" + state + "\", ..)",
          "use the new value itself further on in the step; give it to next once");
    }
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
    return affine(equation, units, terms);
  }

  @Override
  public Expr affine(String equation, int size, AffineTerm... terms) {
    requireName(equation, "an affine map");
    requireSize(size, equation);
    List<Node> operands = new ArrayList<>();
    List<Node.MatrixUse> uses = new ArrayList<>();
    for (AffineTerm term : terms) {
      if (!isOnBias(term)) {
        TracedExpr operand = operand(term);
        operands.add(operand.node());
        uses.add(new Node.MatrixUse(weight(equation, size, operand, term), false));
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
    lastSite = callSite();
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
          "The affine map " + equation + " has more than one word on its bias.",
          words.size() + " of bias(..) and noBias()",
          "leave one");
    }
    if (words.isEmpty()) {
      return biasInit;
    }
    return words.get(0) instanceof AffineTerm.Bias given ? given.init() : null;
  }

  private TracedExpr operand(AffineTerm term) {
    return own(term instanceof AffineTerm.Weighted weighted ? weighted.operand() : (Expr) term);
  }

  private ParameterSpec weight(String equation, int size, TracedExpr operand, AffineTerm term) {
    requireName(operand.label(), "a vector in the affine map " + equation);
    String name = equation + ".W" + operand.label();
    Initializer init = operand.node() == input ? inputInit : recurrentInit;
    if (term instanceof AffineTerm.Weighted weighted) {
      init = weighted.init();
    }
    return declare(name, size, operand.size(), init);
  }

  @Override
  public Expr vector(String name, int size, Initializer init) {
    requireParameterName(name);
    ParameterSpec spec = declare(name, requireSize(size, name), 0, init);
    return new TracedExpr(this, graph.vector(spec), name);
  }

  @Override
  public Matrix matrix(String name, int rows, int columns, Initializer init) {
    requireParameterName(name);
    requireSize(rows, name);
    return new TracedMatrix(this, declare(name, rows, requireSize(columns, name), init));
  }

  @Override
  public Expr constant(double value, int size) {
    return new TracedExpr(
        this, graph.constant(value, requireSize(size, "constant")), Double.toString(value));
  }

  @Override
  public void observe(String name, Expr value) {
    if (observed.put(requireName(name, "an observation"), own(value).node()) != null) {
      throw error(
          "Two vectors are observed under the name " + name + ".",
          "a second observe(\"" + name + "\", ..)",
          "give each a name of its own");
    }
  }

  private ParameterSpec declare(String name, int rows, int columns, Initializer init) {
    ParameterSpec spec = new ParameterSpec(name, rows, columns, init);
    if (parameters.putIfAbsent(name, spec) != null) {
      throw error(
          "Two parameters are named " + name + ".",
          "a second declaration",
          "give the equation another name, or the vector that it multiplies, by named(..)");
    }
    return spec;
  }

  private StepGraph finish() {
    for (String state : states.keySet()) {
      if (!next.containsKey(state)) {
        throw errorAt(
            declaredAt.getOrDefault(state, ""),
            "State " + state + " is never given its next value.",
            "no call of next(\"" + state + "\", ..)",
            "next(\"" + state + "\", ..), with the state itself if it is to stay as it is");
      }
    }
    Node handedUp = output == null ? next.get("h") : copies.getOrDefault(output, output);
    if (handedUp == null) {
      throw errorAt(
          lastSite,
          "The cell hands nothing upwards.",
          "no call of output(..), and no state named h",
          "output(..) with what the layer above is to read");
    }
    next.forEach((state, node) -> nameUnlessNamed(node, state));
    observed.forEach((name, node) -> nameUnlessNamed(node, name));
    nameUnlessNamed(handedUp, "output");
    return new StepGraph(
        inputSize,
        List.copyOf(parameters.values()),
        List.copyOf(states.values()),
        graph.nodes(),
        states.keySet().stream().map(next::get).toList(),
        handedUp,
        Collections.unmodifiableMap(observed),
        Map.copyOf(labels));
  }

  TracedExpr own(Expr expr) {
    if (expr instanceof TracedExpr traced && traced.trace() == this) {
      return traced;
    }
    throw error(
        "A vector of another step was used.",
        expr.toString(),
        "make every vector within step(..), from the Step that it is given; keep none in a field");
  }

  String requireName(String name, String what) {
    if (!NAME.matcher(name).matches()) {
      throw error(
          "The name of "
              + what
              + " must begin with a letter and hold only letters, digits, _ and -.",
          "'" + name + "'",
          "a computed vector gets its name by named(..)");
    }
    return name;
  }

  private void requireParameterName(String name) {
    if (!PARAMETER_NAME.matcher(name).matches()) {
      throw error(
          "The name of a parameter is of words that begin with a letter, joined by dots.",
          "'" + name + "'",
          "i.p, for the peephole of the gate i");
    }
  }

  private int requireSize(int size, String name) {
    if (size < 1) {
      throw error(
          "The size of " + name + " must be at least 1.",
          Integer.toString(size),
          "sizes of this layer: " + inputSize + " inputs, " + units + " units");
    }
    return size;
  }

  /** An error at the line of the cell that is being run. */
  CarouselException error(String summary, String found, String mend) {
    return errorAt(callSite(), summary, found, mend);
  }

  private CarouselException errorAt(String site, String summary, String found, String mend) {
    return CarouselException.failure(summary)
        .found(found)
        .where("cell of " + layer + site)
        .mend(mend)
        .build();
  }

  /** An error of the cell's own code, at the line that threw it. */
  private CarouselException failed(Cell cell, Throwable fault) {
    String site = site(Stream.of(fault.getStackTrace()));
    String summary = "The cell failed while its equations were read.";
    return ForeignFault.of(summary, cell, "cell of " + layer + site, fault);
  }

  /** The line of the cell's code that is being run. */
  private static String callSite() {
    return StackWalker.getInstance()
        .walk(frames -> site(frames.map(StackWalker.StackFrame::toStackTraceElement)));
  }

  /** The first frame outside this package, the language of equations and Java's own classes. */
  private static String site(Stream<StackTraceElement> frames) {
    return frames
        .filter(f -> !f.getClassName().startsWith(Trace.class.getPackageName()))
        .filter(f -> !f.getClassName().startsWith(Expr.class.getPackageName() + "."))
        .filter(f -> !f.getClassName().startsWith("java."))
        .findFirst()
        .map(f -> ", " + f.getFileName() + " line " + f.getLineNumber())
        .orElse("");
  }
}
