package dev.carousel.nonfinite;

import dev.carousel.engine.LayerGradients;
import dev.carousel.engine.LayerInput;
import dev.carousel.engine.ParameterSpec;
import dev.carousel.engine.SequenceContext;
import dev.carousel.internal.engine.reference.Interpreter;
import dev.carousel.internal.engine.reference.Rows;
import dev.carousel.internal.graph.BackwardGraph;
import dev.carousel.internal.graph.CompiledCell;
import dev.carousel.internal.graph.Node;
import dev.carousel.internal.graph.StepGraph;
import dev.carousel.nonfinite.FirstCause.Pass;
import dev.carousel.nonfinite.LayerGuard.Spot;
import dev.carousel.nonfinite.LayerGuard.Term;
import dev.carousel.tensor.NamedTensors;
import dev.carousel.tensor.Precision;
import dev.carousel.tensor.Tensor;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** The way back of a {@link GuardedPass}. */
final class GuardedBackward {
  private final GuardedLayer layer;
  private final GuardedPass pass;
  private final LayerInput input;
  private final SequenceContext context;
  private final StepGraph graph;
  private final BackwardGraph backward;
  private final Interpreter interpreter;
  private final Map<String, double[]> sums = new LinkedHashMap<>();
  private final Tensor ofInput;

  GuardedBackward(GuardedLayer layer, GuardedPass pass, LayerInput input, SequenceContext context) {
    this.layer = layer;
    this.pass = pass;
    this.input = input;
    this.context = context;
    graph = layer.cell().forward();
    backward = layer.cell().backward();
    interpreter = layer.interpreter();
    for (ParameterSpec spec : graph.parameters()) {
      sums.put(spec.name(), new double[spec.size()]);
    }
    boolean isWanted = isInputWanted();
    ofInput =
        layer
            .precision()
            .zeros(isWanted ? input.steps() : 0, isWanted ? input.rows() : 0, input.features());
  }

  private boolean isInputWanted() {
    return input instanceof LayerInput.Vectors;
  }

  LayerGradients run(@Nullable Tensor fromAbove) {
    Set<Node> needed = needed(true);
    Set<Node> neededAtFirst = needed(false);
    double[][][] carried = new double[input.rows()][][];
    for (int row = 0; row < carried.length; row++) {
      carried[row] = zeros();
    }
    for (int s = input.steps() - 1; s >= 0; s--) {
      for (int row = 0; row < carried.length; row++) {
        if (context.isReal(pass.time(s) * input.rows() + row)) {
          Set<Node> here = s > 0 ? needed : neededAtFirst;
          carried[row] = step(s, row, carried[row], fromAbove, here);
        }
      }
    }
    return new LayerGradients(
        isInputWanted() ? ofInput : null, initialStates(carried), parameterGradients());
  }

  /** What comes of something: no gradient of states is used before the first step. */
  private Set<Node> needed(boolean hasStepBefore) {
    List<Node> ends = new ArrayList<>();
    backward
        .matrixGradients()
        .forEach(product -> ends.addAll(List.of(product.rows(), product.columns())));
    backward.vectorGradients().forEach(vector -> ends.add(vector.value()));
    if (hasStepBefore) {
      backward.stateGradients().stream().filter(Objects::nonNull).forEach(ends::add);
    }
    Node inputGradient = backward.inputGradient();
    if (inputGradient != null && isInputWanted() && !layer.isBottom()) {
      ends.add(inputGradient);
    }
    return CompiledCell.sources(ends);
  }

  private double[][] step(
      int s, int row, double[][] carried, @Nullable Tensor fromAbove, Set<Node> needed) {
    Spot spot = new Spot(Pass.BACKWARD, pass.time(s), row);
    int place = spot.time() * input.rows() + row;
    double[][] forward = pass.valuesAgain(s, row);
    double[][] at = new double[backward.nodes().size()][];
    for (Node node : backward.nodes()) {
      if (needed.contains(node)) {
        at[node.id()] =
            switch (node.op()) {
              case SAVED -> forward[node.source().id()];
              case STATE_GRADIENT -> carried[graph.stateIndex(node.stateName())];
              case OUTPUT_GRADIENT ->
                  fromAbove == null
                      ? new double[node.size()]
                      : Rows.read(fromAbove, place, node.size());
              default -> interpreter.evaluate(node, at);
            };
        layer.guard().check(spot, node, at);
      }
    }
    addToSums(spot, at);
    Node inputGradient = backward.inputGradient();
    if (inputGradient != null && at[inputGradient.id()] != null && isInputWanted()) {
      Rows.write(ofInput, place, at[inputGradient.id()]);
    }
    return beforeStep(at);
  }

  private double[][] beforeStep(double[][] at) {
    double[][] before = zeros();
    for (int i = 0; i < before.length; i++) {
      Node node = backward.stateGradients().get(i);
      if (node != null && at[node.id()] != null) {
        before[i] = at[node.id()];
      }
    }
    return before;
  }

  private double[][] zeros() {
    return graph.states().stream().map(state -> new double[state.size()]).toArray(double[][]::new);
  }

  private NamedTensors parameterGradients() {
    Map<String, Tensor> tensors = new LinkedHashMap<>();
    for (ParameterSpec spec : graph.parameters()) {
      Tensor tensor = spec.zeros(layer.precision());
      Rows.write(tensor, 0, sum(spec));
      tensors.put(spec.name(), tensor);
    }
    return new NamedTensors(tensors);
  }

  private NamedTensors initialStates(double[][][] carried) {
    Map<String, Tensor> tensors = new LinkedHashMap<>();
    for (int i = 0; i < graph.states().size(); i++) {
      int size = graph.states().get(i).size();
      Tensor tensor = layer.precision().zeros(input.rows(), size);
      for (int row = 0; row < carried.length; row++) {
        Rows.write(tensor, row, carried[row][i]);
      }
      tensors.put(graph.states().get(i).name(), tensor);
    }
    return new NamedTensors(tensors);
  }

  private void addToSums(Spot spot, double[][] at) {
    for (BackwardGraph.OuterProduct product : backward.matrixGradients()) {
      addProduct(spot, product, at[product.rows().id()], at[product.columns().id()]);
    }
    for (BackwardGraph.VectorGradient vector : backward.vectorGradients()) {
      double[] sum = sum(vector.vector());
      double[] g = at[vector.value().id()];
      for (int i = 0; i < g.length; i++) {
        double before = sum[i];
        sum[i] = plusProduct(g[i], 1, before);
        if (!Double.isFinite(sum[i])) {
          Term term = new Term(vector.value(), g[i], null, 1);
          throw layer.guard().inSum(spot, vector.vector(), i, before, term, false, sum[i]);
        }
      }
    }
  }

  private void addProduct(Spot spot, BackwardGraph.OuterProduct product, double[] g, double[] x) {
    double[] sum = sum(product.matrix());
    int[] columns = IntStream.range(0, x.length).filter(j -> x[j] != 0).toArray();
    for (int i = 0; i < g.length; i++) {
      for (int k = 0; g[i] != 0 && k < columns.length; k++) {
        int j = columns[k];
        int element = i * x.length + j;
        double before = sum[element];
        sum[element] = plusProduct(g[i], x[j], before);
        if (!Double.isFinite(sum[element])) {
          Term term = new Term(product.rows(), g[i], product.columns(), x[j]);
          boolean isTerm = !Double.isFinite(plusProduct(g[i], x[j], 0));
          throw layer
              .guard()
              .inSum(spot, product.matrix(), element, before, term, isTerm, sum[element]);
        }
      }
    }
  }

  private double[] sum(ParameterSpec parameter) {
    return Objects.requireNonNull(sums.get(parameter.name()));
  }

  private double plusProduct(double a, double b, double c) {
    return layer.precision() == Precision.FLOAT32
        ? Math.fma((float) a, (float) b, (float) c)
        : a * b + c;
  }
}
