package dev.carousel.internal.engine.reference;

import dev.carousel.data.Inputs;
import dev.carousel.engine.ForwardPass;
import dev.carousel.engine.LayerGradients;
import dev.carousel.engine.MaskSpec;
import dev.carousel.engine.SequenceContext;
import dev.carousel.engine.StateSpec;
import dev.carousel.internal.engine.LayerChecks;
import dev.carousel.internal.engine.reference.PassObserver.Place;
import dev.carousel.internal.graph.BackwardGraph;
import dev.carousel.internal.graph.CompiledCell;
import dev.carousel.internal.graph.Node;
import dev.carousel.internal.graph.Op;
import dev.carousel.internal.graph.StepGraph;
import dev.carousel.spi.StateGradient;
import dev.carousel.tensor.NamedTensors;
import dev.carousel.tensor.Precision;
import dev.carousel.tensor.Tensor;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * One run over one sequence. Keeps the value of every node at every step of every row, unless it is
 * observed.
 */
public final class ReferencePass implements ForwardPass {
  private final CompiledCell cell;
  private final StepGraph graph;
  private final Inputs input;
  private final SequenceContext context;
  private final Precision precision;
  private final @Nullable PassObserver observer;
  private final Interpreter interpreter;
  private final int steps;
  private final int rows;

  /** What is run at each step. */
  private final List<Node> nodes;

  /** Values by (t * B + b) and node; none if they are observed. */
  private final double[][][] values;

  /** States after each step, by state; {@code [T, B, size]} each. */
  private final List<Tensor> histories = new ArrayList<>();

  private final Tensor outputs;

  private ReferencePass(
      CompiledCell cell,
      NamedTensors parameters,
      Inputs input,
      SequenceContext context,
      Precision precision,
      @Nullable PassObserver observer) {
    this.cell = cell;
    this.graph = cell.forward();
    this.input = input;
    this.context = context;
    this.precision = precision;
    this.observer = observer;
    interpreter = new Interpreter(parameters, precision);
    steps = input.steps();
    rows = input.rows();
    nodes = observer == null ? graph.nodes() : sourcesOfResults();
    values = new double[observer == null ? steps * rows : 0][][];
    outputs = precision.zeros(steps, rows, graph.output().size());
    graph.states().forEach(s -> histories.add(precision.zeros(steps, rows, s.size())));
  }

  /** A run in float64. */
  static ReferencePass of(
      CompiledCell cell, NamedTensors parameters, Inputs input, SequenceContext context) {
    return of(cell, parameters, input, context, Precision.FLOAT64);
  }

  /** A run in a precision to which every result is rounded. */
  public static ReferencePass of(
      CompiledCell cell,
      NamedTensors parameters,
      Inputs input,
      SequenceContext context,
      Precision precision) {
    return new ReferencePass(cell, parameters, input, context, precision, null).run();
  }

  /**
   * A run that is looked at, forward in this call, and back in {@link #backward}.
   *
   * @param precision in which every result is rounded
   */
  public static ReferencePass observed(
      CompiledCell cell,
      NamedTensors parameters,
      Inputs input,
      SequenceContext context,
      Precision precision,
      PassObserver observer) {
    return new ReferencePass(cell, parameters, input, context, precision, observer).run();
  }

  private List<Node> sourcesOfResults() {
    List<Node> ends = new ArrayList<>(graph.next());
    ends.add(graph.output());
    return among(graph.nodes(), ends);
  }

  private static List<Node> among(List<Node> nodes, List<Node> ends) {
    Set<Node> needed = CompiledCell.sources(ends);
    return nodes.stream().filter(needed::contains).toList();
  }

  private ReferencePass run() {
    for (int k = 0; k < steps * rows; k++) {
      step(stepOf(k), rowOf(k));
    }
    return this;
  }

  /**
   * The number of the step at the k-th place of a run: row by row, so that a row's values lie
   * together; step by step if the values are observed, in the order in which they arise.
   */
  private int stepOf(int k) {
    return observer == null ? k % steps : k / rows;
  }

  private int rowOf(int k) {
    return observer == null ? k / steps : k % rows;
  }

  /** The time of the s-th step that this layer takes. */
  private int time(int s) {
    return context.reverse() ? steps - 1 - s : s;
  }

  private void step(int s, int row) {
    int time = time(s);
    int place = time * rows + row;
    boolean isReal = context.isReal(place);
    double[][] states = statesBefore(s, row);
    if (isReal) {
      double[][] at = evaluated(place, states, new Place(false, time, row));
      keep(place, at);
      for (int i = 0; i < states.length; i++) {
        states[i] = at[graph.next().get(i).id()];
      }
      Rows.write(outputs, place, at[graph.output().id()]);
    } else {
      standStill(place, states);
    }
    for (int i = 0; i < states.length; i++) {
      Rows.write(histories.get(i), place, states[i]);
    }
  }

  /** A masked step: what it would be is kept for whoever asks for an observed vector. */
  private void standStill(int place, double[][] states) {
    int handedUp = graph.next().indexOf(graph.output());
    if (observer == null) {
      double[][] at = evaluated(place, states, null);
      keep(place, at);
      Rows.write(outputs, place, at[graph.output().id()]);
    }
    if (handedUp >= 0) {
      Rows.write(outputs, place, states[handedUp]);
    }
  }

  private void keep(int place, double[][] at) {
    if (observer == null) {
      values[place] = at;
    }
  }

  private double[][] statesBefore(int s, int row) {
    return s == 0 ? statesOf(context.initialStates(), row) : statesAfter(time(s - 1) * rows + row);
  }

  private double[][] statesAfter(int place) {
    double[][] states = new double[histories.size()][];
    for (int i = 0; i < states.length; i++) {
      states[i] = Rows.read(histories.get(i), place, graph.states().get(i).size());
    }
    return states;
  }

  private double[][] statesOf(@Nullable NamedTensors tensors, int row) {
    double[][] read = new double[graph.states().size()][];
    for (int i = 0; i < read.length; i++) {
      StateSpec spec = graph.states().get(i);
      read[i] =
          tensors == null
              ? new double[spec.size()]
              : Rows.read(tensors.get(spec.name()), row, spec.size());
    }
    return read;
  }

  /**
   * The values of all nodes that are run, by id.
   *
   * @param seen where they are shown to the observer; null for those that it has seen
   */
  private double[][] evaluated(int place, double[][] states, @Nullable Place seen) {
    double[][] at = new double[graph.nodes().size()][];
    for (Node node : nodes) {
      at[node.id()] =
          switch (node.op()) {
            case INPUT -> Rows.input(input, place);
            case STATE -> states[graph.stateIndex(node.stateName())];
            case GIVEN -> given(node.mask(), place);
            default -> interpreter.evaluate(node, at);
          };
      if (observer != null && seen != null) {
        observer.value(seen, node, at);
      }
    }
    return at;
  }

  private double[] given(MaskSpec mask, int place) {
    Tensor factors = Objects.requireNonNull(context.dropout()).get(mask.name());
    int row = factors.extent(0) == 1 ? place % rows : place;
    return Rows.read(factors, row, mask.size());
  }

  @Override
  public Tensor outputs() {
    return outputs;
  }

  @Override
  public NamedTensors finalStates() {
    double[][][] states = new double[rows][][];
    for (int row = 0; row < rows; row++) {
      states[row] = statesBefore(steps, row);
    }
    return tensorsOf(states);
  }

  @Override
  public Tensor states(String name) {
    return histories.get(graph.stateIndex(name));
  }

  @Override
  public Tensor observed(String name) {
    Node node = graph.observed().get(name);
    if (node == null) {
      throw new IllegalArgumentException("nothing is observed under the name " + name);
    }
    if (observer != null) {
      throw new UnsupportedOperationException("an observed run keeps no vectors");
    }
    Tensor trace = precision.zeros(steps, rows, node.size());
    for (int place = 0; place < values.length; place++) {
      Rows.write(trace, place, values[place][node.id()]);
    }
    return trace;
  }

  @Override
  public LayerGradients backward(
      @Nullable Tensor outputGradients,
      @Nullable NamedTensors finalStateGradients,
      @Nullable Consumer<StateGradient> watcher) {
    LayerChecks.backward(cell.layer(), graph, outputs, outputGradients, finalStateGradients);
    WayBack back = new WayBack(outputGradients, watcher);
    double[][][] carried = new double[rows][][];
    for (int row = 0; row < rows; row++) {
      carried[row] = statesOf(finalStateGradients, row);
    }
    for (int k = 0; k < steps * rows; k++) {
      int row = rowOf(k);
      carried[row] = back.step(steps - 1 - stepOf(k), row, carried[row]);
    }
    return new LayerGradients(back.ofInput, tensorsOf(carried), back.sums.tensors());
  }

  /** One backward pass. */
  private final class WayBack {
    private final BackwardGraph backward = cell.backward();
    private final @Nullable Tensor above;
    private final @Nullable Consumer<StateGradient> watcher;
    private final List<Node> nodes = nodesOf(true);
    private final List<Node> nodesOfFirstStep = nodesOf(false);
    final ParameterSums sums = new ParameterSums(cell, precision, observer);

    /** Of vectors alone: symbols have no use for a gradient. */
    final @Nullable Tensor ofInput =
        input instanceof Inputs.Values ? precision.zeros(steps, rows, graph.inputSize()) : null;

    WayBack(@Nullable Tensor above, @Nullable Consumer<StateGradient> watcher) {
      this.above = above;
      this.watcher = watcher;
    }

    /** What is run: if it is observed, what anything is made of. */
    private List<Node> nodesOf(boolean hasStepBefore) {
      if (observer == null) {
        return backward.nodes();
      }
      List<Node> ends = new ArrayList<>();
      backward
          .matrixGradients()
          .forEach(product -> ends.addAll(List.of(product.rows(), product.columns())));
      backward.vectorGradients().forEach(vector -> ends.add(vector.value()));
      if (hasStepBefore) {
        backward.stateGradients().stream().filter(Objects::nonNull).forEach(ends::add);
      }
      Node inputGradient = backward.inputGradient();
      boolean isVector = input instanceof Inputs.Values;
      if (inputGradient != null && isVector && observer.usesInputGradient()) {
        ends.add(inputGradient);
      }
      return among(backward.nodes(), ends);
    }

    double[][] step(int s, int row, double[][] carried) {
      int time = time(s);
      int place = time * rows + row;
      if (!context.isReal(place)) {
        return carried;
      }
      Place here = new Place(true, time, row);
      double[][] at = evaluated(s, here, carried);
      sums.add(here, at);
      Node inputGradient = backward.inputGradient();
      if (ofInput != null && inputGradient != null && at[inputGradient.id()] != null) {
        Rows.write(ofInput, place, at[inputGradient.id()]);
      }
      return beforeStep(at);
    }

    private double[][] evaluated(int s, Place here, double[][] carried) {
      int place = here.time() * rows + here.row();
      double[][] forward = forward(s, here.row(), place);
      double[][] at = new double[backward.nodes().size()][];
      for (Node node : s > 0 ? nodes : nodesOfFirstStep) {
        at[node.id()] =
            switch (node.op()) {
              case SAVED -> forward[node.source().id()];
              case STATE_GRADIENT -> carried[graph.stateIndex(node.stateName())];
              case OUTPUT_GRADIENT ->
                  above == null ? new double[node.size()] : Rows.read(above, place, node.size());
              default -> interpreter.evaluate(node, at);
            };
        if (observer != null) {
          observer.value(here, node, at);
        }
        if (node.op() == Op.TAP && watcher != null) {
          double[] shown = at[node.id()];
          watcher.accept(
              new RowGradient(cell.layer(), node.shown(), here.time(), here.row(), shown));
        }
      }
      return at;
    }

    private double[][] forward(int s, int row, int place) {
      return observer == null
          ? values[place]
          : ReferencePass.this.evaluated(place, statesBefore(s, row), null);
    }

    private double[][] beforeStep(double[][] at) {
      double[][] before = new double[graph.states().size()][];
      for (int i = 0; i < before.length; i++) {
        Node node = backward.stateGradients().get(i);
        boolean isThere = node != null && at[node.id()] != null;
        before[i] = isThere ? at[node.id()] : new double[graph.states().get(i).size()];
      }
      return before;
    }
  }

  private NamedTensors tensorsOf(double[][][] byRow) {
    Map<String, Tensor> tensors = new LinkedHashMap<>();
    List<StateSpec> specs = graph.states();
    for (int i = 0; i < specs.size(); i++) {
      Tensor tensor = precision.zeros(rows, specs.get(i).size());
      for (int row = 0; row < rows; row++) {
        Rows.write(tensor, row, byRow[row][i]);
      }
      tensors.put(specs.get(i).name(), tensor);
    }
    return new NamedTensors(tensors);
  }
}
