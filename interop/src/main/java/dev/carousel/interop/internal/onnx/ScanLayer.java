package dev.carousel.interop.internal.onnx;

import dev.carousel.engine.StateSpec;
import dev.carousel.internal.graph.StepGraph;
import dev.carousel.interop.internal.onnx.OnnxGraph.Attribute;
import dev.carousel.interop.internal.onnx.OnnxGraph.ElementType;
import dev.carousel.interop.internal.proto.ProtoMessage;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A layer by its equations: a {@code Scan} over the steps, or, for a cell without a state,
 * operations on all steps at once. Not thread-safe.
 */
final class ScanLayer {
  private static final int BOOL = 9;

  private final LayerContext context;
  private final StepGraph step;
  private final Weights weights;
  private final LayerInput input;
  private final @Nullable Value real;

  /**
   * @param real {@code [T, B, 1]}: 1 at a real step, else 0; null if all steps are real
   */
  ScanLayer(
      LayerContext context,
      StepGraph step,
      Weights weights,
      LayerInput input,
      @Nullable Value real) {
    this.context = context;
    this.step = step;
    this.weights = weights;
    this.input = input;
    this.real = real;
  }

  /** Writes it, and returns its output at each step. */
  Value write() {
    if (step.states().isEmpty()) {
      return new StepWriter(step, weights, input, null).write().output();
    }
    Body body = new Body(context.main(), step.states());
    List<Value> results = new StepWriter(step, weights, input, body).write().results();
    Value output = results.get(0);
    List<Value> next = results.subList(1, results.size());
    if (real != null) {
      next = held(body, next, real);
    }
    if (body.reads().isEmpty()) {
      body.read(input.vector()); // a loop without an input has no end
    }
    declare(body, next, output);
    return scan(body, output.size());
  }

  /** At steps that are not real, states stay. */
  private static List<Value> held(Body body, List<Value> next, Value real) {
    OnnxGraph graph = body.graph();
    String isReal = graph.add("Cast", List.of(body.read(real).name()), Attribute.of("to", BOOL));
    List<Value> kept = new ArrayList<>();
    for (int i = 0; i < next.size(); i++) {
      Value state = body.states().get(i);
      kept.add(state.named(graph.add("Where", isReal, next.get(i).name(), state.name())));
    }
    return kept;
  }

  private static void declare(Body body, List<Value> next, Value output) {
    OnnxGraph graph = body.graph();
    body.states().forEach(state -> declareInput(graph, state));
    body.reads().values().forEach(part -> declareInput(graph, part));
    next.forEach(state -> declareOutput(graph, state));
    declareOutput(graph, output);
  }

  private static void declareInput(OnnxGraph graph, Value value) {
    graph.input(value.name(), ElementType.FLOAT, LayerContext.BATCH, value.size());
  }

  /** A result of its own, for what may be an input or another result. */
  private static void declareOutput(OnnxGraph graph, Value value) {
    graph.output(
        graph.add("Identity", value.name()), ElementType.FLOAT, LayerContext.BATCH, value.size());
  }

  private Value scan(Body body, int size) {
    OnnxGraph main = context.main();
    List<String> arguments = new ArrayList<>();
    List<String> results = new ArrayList<>();
    for (StateSpec state : step.states()) {
      arguments.add(context.initial(state, input.vector()));
      results.add(context.last(state));
    }
    body.reads().keySet().forEach(whole -> arguments.add(whole.name()));
    String outputs = main.constants().fresh("outputs");
    results.add(outputs);
    List<ProtoMessage> attributes = new ArrayList<>();
    attributes.add(Attribute.of("body", body.graph()));
    attributes.add(Attribute.of("num_scan_inputs", body.reads().size()));
    if (context.reverse()) {
      attributes.add(Attribute.ofNumbers("scan_input_directions", ones(body.reads().size())));
      attributes.add(Attribute.ofNumbers("scan_output_directions", ones(1)));
    }
    main.add("Scan", arguments, results, attributes.toArray(ProtoMessage[]::new));
    return new Value(outputs, 2, size);
  }

  private static long[] ones(int count) {
    long[] all = new long[count];
    Arrays.fill(all, 1);
    return all;
  }
}
