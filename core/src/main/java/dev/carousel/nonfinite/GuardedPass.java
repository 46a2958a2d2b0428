package dev.carousel.nonfinite;

import dev.carousel.engine.ForwardPass;
import dev.carousel.engine.LayerGradients;
import dev.carousel.engine.LayerInput;
import dev.carousel.engine.SequenceContext;
import dev.carousel.engine.StateSpec;
import dev.carousel.internal.engine.reference.Interpreter;
import dev.carousel.internal.engine.reference.Rows;
import dev.carousel.internal.graph.CompiledCell;
import dev.carousel.internal.graph.Node;
import dev.carousel.internal.graph.StepGraph;
import dev.carousel.nonfinite.FirstCause.Pass;
import dev.carousel.nonfinite.LayerGuard.Spot;
import dev.carousel.spi.StateGradient;
import dev.carousel.tensor.NamedTensors;
import dev.carousel.tensor.Tensor;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A run that looks at every value as it arises: step by step in the layer's own direction, row by
 * row, node by node in the order of the graph, and back in the opposite order of steps.
 *
 * <p>Masked steps are not run. Nor is what nothing comes of: an observation, or the gradient of
 * symbols. Of the values it keeps the states and the outputs alone, and computes the others again
 * on the way back.
 */
final class GuardedPass implements ForwardPass {
  private final GuardedLayer layer;
  private final StepGraph graph;
  private final LayerInput input;
  private final SequenceContext context;
  private final Interpreter interpreter;
  private final Set<Node> needed;
  private final int rows;

  /** States after each step, {@code [T, B, size]} each. */
  private final List<Tensor> histories = new ArrayList<>();

  private final Tensor outputs;

  GuardedPass(GuardedLayer layer, LayerInput input, SequenceContext context) {
    this.layer = layer;
    graph = layer.cell().forward();
    this.input = input;
    this.context = context;
    interpreter = layer.interpreter();
    rows = input.rows();
    List<Node> ends = new ArrayList<>(graph.next());
    ends.add(graph.output());
    needed = CompiledCell.sources(ends);
    for (StateSpec state : graph.states()) {
      histories.add(layer.precision().zeros(input.steps(), rows, state.size()));
    }
    outputs = layer.precision().zeros(input.steps(), rows, graph.output().size());
    for (int s = 0; s < input.steps(); s++) {
      for (int row = 0; row < rows; row++) {
        step(s, row);
      }
    }
  }

  /** The time of the s-th step that this layer takes. */
  int time(int s) {
    return context.reverse() ? input.steps() - 1 - s : s;
  }

  private void step(int s, int row) {
    int time = time(s);
    int place = time * rows + row;
    double[][] states = statesBefore(s, row);
    int handedUp = graph.next().indexOf(graph.output());
    if (context.isReal(place)) {
      double[][] at = values(place, states, new Spot(Pass.FORWARD, time, row));
      for (int i = 0; i < states.length; i++) {
        states[i] = at[graph.next().get(i).id()];
      }
      Rows.write(outputs, place, at[graph.output().id()]);
    } else if (handedUp >= 0) {
      Rows.write(outputs, place, states[handedUp]);
    }
    for (int i = 0; i < states.length; i++) {
      Rows.write(histories.get(i), place, states[i]);
    }
  }

  private double[][] statesBefore(int s, int row) {
    double[][] states = new double[histories.size()][];
    NamedTensors initial = context.initialStates();
    for (int i = 0; i < states.length; i++) {
      StateSpec spec = graph.states().get(i);
      if (s > 0) {
        states[i] = Rows.read(histories.get(i), time(s - 1) * rows + row, spec.size());
      } else if (initial != null) {
        states[i] = Rows.read(initial.get(spec.name()), row, spec.size());
      } else {
        states[i] = new double[spec.size()];
      }
    }
    return states;
  }

  /**
   * The values of all nodes that are needed, by id.
   *
   * @param spot where to look at them; null for those that have been looked at
   */
  private double[][] values(int place, double[][] states, @Nullable Spot spot) {
    double[][] at = new double[graph.nodes().size()][];
    for (Node node : graph.nodes()) {
      if (needed.contains(node)) {
        at[node.id()] =
            switch (node.op()) {
              case INPUT -> Rows.input(input, place);
              case STATE -> states[graph.stateIndex(node.stateName())];
              default -> interpreter.evaluate(node, at);
            };
        if (spot != null) {
          layer.guard().check(spot, node, at);
        }
      }
    }
    return at;
  }

  @Override
  public Tensor outputs() {
    return outputs;
  }

  @Override
  public NamedTensors finalStates() {
    Map<String, Tensor> tensors = new LinkedHashMap<>();
    for (int i = 0; i < histories.size(); i++) {
      StateSpec spec = graph.states().get(i);
      Tensor tensor = layer.precision().zeros(rows, spec.size());
      for (int row = 0; row < rows; row++) {
        Rows.write(tensor, row, statesBefore(input.steps(), row)[i]);
      }
      tensors.put(spec.name(), tensor);
    }
    return new NamedTensors(tensors);
  }

  @Override
  public Tensor states(String name) {
    return histories.get(graph.stateIndex(name));
  }

  @Override
  public Tensor observed(String name) {
    throw new UnsupportedOperationException("a search keeps no observations");
  }

  @Override
  public LayerGradients backward(
      @Nullable Tensor outputGradients,
      @Nullable NamedTensors finalStateGradients,
      @Nullable Consumer<StateGradient> watcher) {
    return new GuardedBackward(layer, this, input, context).run(outputGradients);
  }

  /** The values of a real step again, by node. */
  double[][] valuesAgain(int s, int row) {
    return values(time(s) * rows + row, statesBefore(s, row), null);
  }
}
