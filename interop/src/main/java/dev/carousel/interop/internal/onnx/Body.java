package dev.carousel.interop.internal.onnx;

import dev.carousel.engine.StateSpec;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The body of a {@code Scan} while it is written: its states, and what it reads at each step. Not
 * thread-safe.
 */
final class Body {
  private final OnnxGraph graph;
  private final Map<String, Value> states = new LinkedHashMap<>();

  /** What is read at each step, by the value outside. */
  private final Map<Value, Value> read = new LinkedHashMap<>();

  Body(OnnxGraph main, List<StateSpec> specs) {
    graph = main.body("step");
    for (StateSpec spec : specs) {
      states.put(
          spec.name(), new Value(main.constants().fresh("state." + spec.name()), 1, spec.size()));
    }
  }

  OnnxGraph graph() {
    return graph;
  }

  Operations operations() {
    return new Operations(graph);
  }

  /** A state as the step before left it. */
  Value state(String name) {
    Value state = states.get(name);
    if (state == null) {
      throw new IllegalArgumentException("no state " + name);
    }
    return state;
  }

  /** A value with the rows of the data. */
  Value anyState() {
    return states.values().iterator().next();
  }

  List<Value> states() {
    return new ArrayList<>(states.values());
  }

  /** The step's part of a value {@code [T, B, size]} of the main graph. */
  Value read(Value whole) {
    return read.computeIfAbsent(
        whole, key -> new Value(graph.constants().fresh("at"), 1, key.size()));
  }

  /** What is read, in the order in which it was asked for. */
  Map<Value, Value> reads() {
    return read;
  }
}
