package dev.carousel.internal.engine.reference;

import dev.carousel.engine.ForwardPass;
import dev.carousel.engine.LayerGradients;
import dev.carousel.engine.LayerInput;
import dev.carousel.engine.ParameterSpec;
import dev.carousel.engine.SequenceContext;
import dev.carousel.engine.StateSpec;
import dev.carousel.internal.engine.LayerChecks;
import dev.carousel.internal.graph.BackwardGraph;
import dev.carousel.internal.graph.CompiledCell;
import dev.carousel.internal.graph.Node;
import dev.carousel.internal.graph.Op;
import dev.carousel.internal.graph.StepGraph;
import dev.carousel.spi.GradientPath;
import dev.carousel.spi.StateGradient;
import dev.carousel.tensor.DoubleTensor;
import dev.carousel.tensor.NamedTensors;
import dev.carousel.tensor.Precision;
import dev.carousel.tensor.Tensor;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** One run over one sequence. Keeps the value of every node at every step of every row. */
final class ReferencePass implements ForwardPass {
  private final CompiledCell cell;
  private final StepGraph graph;
  private final NamedTensors parameters;
  private final LayerInput input;
  private final SequenceContext context;
  private final Interpreter interpreter;
  private final int steps;
  private final int rows;

  /** Values by (t * B + b) and node. */
  private final double[][][] values;

  /** States by row and state: first the current ones, in the end the final ones. */
  private final double[][][] states;

  /** States after each step, by state; {@code [T, B, size]} each. */
  private final List<Tensor> histories = new ArrayList<>();

  private final Tensor outputs;

  ReferencePass(
      CompiledCell cell, NamedTensors parameters, LayerInput input, SequenceContext context) {
    this.cell = cell;
    this.graph = cell.forward();
    this.parameters = parameters;
    this.input = input;
    this.context = context;
    interpreter = new Interpreter(parameters);
    steps = input.steps();
    rows = input.rows();
    values = new double[steps * rows][graph.nodes().size()][];
    states = new double[rows][][];
    outputs = new DoubleTensor(steps, rows, graph.output().size());
    graph.states().forEach(state -> histories.add(new DoubleTensor(steps, rows, state.size())));
    for (int row = 0; row < rows; row++) {
      states[row] = statesOf(context.initialStates(), row);
      for (int s = 0; s < steps; s++) {
        step(time(s), row);
      }
    }
  }

  /** The time of the s-th step that this layer takes. */
  private int time(int s) {
    return context.reverse() ? steps - 1 - s : s;
  }

  private void step(int t, int row) {
    int place = t * rows + row;
    double[][] at = values[place];
    for (Node node : graph.nodes()) {
      at[node.id()] =
          switch (node.op()) {
            case INPUT -> Rows.input(input, place);
            case STATE -> states[row][graph.stateIndex(node.stateName())];
            default -> interpreter.evaluate(node, at);
          };
    }
    int handedUp = graph.next().indexOf(graph.output());
    double[] output = at[graph.output().id()];
    if (context.isReal(place)) {
      double[][] next = new double[graph.states().size()][];
      for (int i = 0; i < next.length; i++) {
        next[i] = at[graph.next().get(i).id()];
      }
      states[row] = next;
    } else if (handedUp >= 0) {
      output = states[row][handedUp];
    }
    Rows.write(outputs, place, output);
    for (int i = 0; i < histories.size(); i++) {
      Rows.write(histories.get(i), place, states[row][i]);
    }
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

  @Override
  public Tensor outputs() {
    return outputs;
  }

  @Override
  public NamedTensors finalStates() {
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
    Tensor trace = new DoubleTensor(steps, rows, node.size());
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
    Gradients gradients = new Gradients();
    double[][][] stateGradients = new double[rows][][];
    for (int row = 0; row < rows; row++) {
      double[][] carried = statesOf(finalStateGradients, row);
      for (int s = steps - 1; s >= 0; s--) {
        carried = backStep(time(s), row, carried, outputGradients, watcher, gradients);
      }
      stateGradients[row] = carried;
    }
    boolean isSymbolic = input instanceof LayerInput.Symbols;
    return new LayerGradients(
        isSymbolic ? null : gradients.input,
        tensorsOf(stateGradients),
        new NamedTensors(gradients.parameters));
  }

  /** Sums over steps and rows. */
  private final class Gradients {
    final Tensor input = new DoubleTensor(steps, rows, graph.inputSize());
    final Map<String, Tensor> parameters = new LinkedHashMap<>();

    Gradients() {
      for (ParameterSpec spec : graph.parameters()) {
        parameters.put(spec.name(), spec.zeros(Precision.FLOAT64));
      }
    }

    Tensor of(ParameterSpec spec) {
      Tensor tensor = parameters.get(spec.name());
      if (tensor == null) {
        throw new IllegalArgumentException(spec.name());
      }
      return tensor;
    }
  }

  private double[][] backStep(
      int t,
      int row,
      double[][] carried,
      @Nullable Tensor outputGradients,
      @Nullable Consumer<StateGradient> watcher,
      Gradients gradients) {
    int place = t * rows + row;
    if (!context.isReal(place)) {
      return carried;
    }
    BackwardGraph backward = cell.backward();
    double[][] at = new double[backward.nodes().size()][];
    for (Node node : backward.nodes()) {
      at[node.id()] =
          switch (node.op()) {
            case SAVED -> values[place][node.source().id()];
            case STATE_GRADIENT -> carried[graph.stateIndex(node.stateName())];
            case OUTPUT_GRADIENT ->
                outputGradients == null
                    ? new double[node.size()]
                    : Rows.read(outputGradients, place, node.size());
            default -> interpreter.evaluate(node, at);
          };
      if (node.op() == Op.TAP && watcher != null) {
        watcher.accept(new RowGradient(cell.layer(), node.shown(), t, row, at[node.id()]));
      }
    }
    accumulate(at, place, gradients);
    return beforeStep(at);
  }

  private double[][] beforeStep(double[][] at) {
    double[][] before = new double[graph.states().size()][];
    for (int i = 0; i < before.length; i++) {
      Node node = cell.backward().stateGradients().get(i);
      before[i] = node == null ? new double[graph.states().get(i).size()] : at[node.id()];
    }
    return before;
  }

  private void accumulate(double[][] at, int place, Gradients gradients) {
    BackwardGraph backward = cell.backward();
    Node inputGradient = backward.inputGradient();
    if (inputGradient != null) {
      Rows.write(gradients.input, place, at[inputGradient.id()]);
    }
    for (BackwardGraph.OuterProduct product : backward.matrixGradients()) {
      Tensor sum = gradients.of(product.matrix());
      double[] left = at[product.rows().id()];
      double[] right = at[product.columns().id()];
      for (int i = 0; i < left.length; i++) {
        for (int j = 0; j < right.length; j++) {
          int index = i * right.length + j;
          sum.set(index, sum.get(index) + left[i] * right[j]);
        }
      }
    }
    for (BackwardGraph.VectorGradient vector : backward.vectorGradients()) {
      Tensor sum = gradients.of(vector.vector());
      double[] value = at[vector.value().id()];
      for (int i = 0; i < value.length; i++) {
        sum.set(i, sum.get(i) + value[i]);
      }
    }
  }

  private NamedTensors tensorsOf(double[][][] byRow) {
    Map<String, Tensor> tensors = new LinkedHashMap<>();
    List<StateSpec> specs = graph.states();
    for (int i = 0; i < specs.size(); i++) {
      Tensor tensor = new DoubleTensor(rows, specs.get(i).size());
      for (int row = 0; row < rows; row++) {
        Rows.write(tensor, row, byRow[row][i]);
      }
      tensors.put(specs.get(i).name(), tensor);
    }
    return new NamedTensors(tensors);
  }

  /** One row's gradient of one state. */
  private record RowGradient(
      String layer, Node.Shown shown, int time, int firstRow, double[] values)
      implements StateGradient {
    @Override
    public String state() {
      return shown.name();
    }

    @Override
    public GradientPath path() {
      return shown.path();
    }

    @Override
    public int rows() {
      return 1;
    }

    @Override
    public int size() {
      return values.length;
    }

    @Override
    public double get(int row, int unit) {
      return values[unit];
    }

    @Override
    public void set(int row, int unit, double value) {
      values[unit] = value;
    }
  }
}
