package dev.carousel.interop.internal.onnx;

import dev.carousel.engine.StateSpec;
import dev.carousel.internal.graph.StepGraph;
import dev.carousel.interop.internal.onnx.OnnxGraph.Attribute;
import dev.carousel.interop.internal.proto.ProtoMessage;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.stream.DoubleStream;

/**
 * A layer as the operator {@code LSTM}, {@code GRU} or {@code RNN}. Gates stand in ONNX's order: i,
 * o, f, g; z, r, n. Not thread-safe.
 *
 * <p>A coupled input gate {@code i = 1 - f} becomes an input gate with the parameters of f, all
 * negated: {@code sigmoid(-a) = 1 - sigmoid(a)}. ONNX's own attribute for it, {@code input_forget},
 * makes f of i, and some runtimes ignore it.
 */
final class OperatorLayer {
  private final LayerContext context;
  private final StepGraph step;
  private final List<Weights> weights;
  private final Kind kind;
  private final int units;

  /**
   * @param weights of the layer, and of the one that reads backwards, if there is one
   */
  OperatorLayer(LayerContext context, StepGraph step, List<Weights> weights, Kind kind) {
    this.context = context;
    this.step = step;
    this.weights = List.copyOf(weights);
    this.kind = kind;
    units = step.states().get(0).size();
  }

  /** Writes it, and returns its output at each step. */
  Value write(Value x) {
    OnnxGraph main = context.main();
    Constants constants = main.constants();
    String front = constants.numbers(0);
    List<String> arguments = new ArrayList<>(List.of(x.name(), input(), recurrent(), biases()));
    arguments.add(OnnxGraph.orNone(context.lengths()));
    List<String> results = new ArrayList<>(List.of(constants.fresh("outputs")));
    if (context.hasStates()) {
      for (String state : kind.states()) {
        arguments.add(main.add("Unsqueeze", context.initial(spec(state), x), front));
        results.add(constants.fresh("last." + state));
      }
    }
    if (kind.hasPeepholes()) {
      while (arguments.size() < 7) {
        arguments.add("");
      }
      arguments.add(peepholes());
    }
    main.add(kind.operator(), arguments, results, attributes());
    for (int i = 1; i < results.size(); i++) {
      String last = context.last(spec(kind.states().get(i - 1)));
      main.add("Squeeze", List.of(results.get(i), front), List.of(last));
    }
    return both(results.get(0));
  }

  /** The outputs {@code [T, directions, B, H]} of both directions side by side. */
  private Value both(String outputs) {
    OnnxGraph main = context.main();
    Constants constants = main.constants();
    if (weights.size() == 1) {
      return new Value(main.add("Squeeze", outputs, constants.numbers(1)), 2, units);
    }
    String turned =
        main.add("Transpose", List.of(outputs), Attribute.ofNumbers("perm", 0, 2, 1, 3));
    return new Operations(main).flat(turned, 2, 2 * units);
  }

  private StateSpec spec(String state) {
    return step.states().get(step.stateIndex(state));
  }

  private ProtoMessage[] attributes() {
    List<ProtoMessage> all = new ArrayList<>();
    all.add(Attribute.of("hidden_size", units));
    if (weights.size() == 2) {
      all.add(Attribute.of("direction", "bidirectional"));
    }
    if (kind == Kind.GRU) {
      all.add(Attribute.of("linear_before_reset", 1));
    }
    if (kind == Kind.RNN_RELU) {
      all.add(Attribute.ofTexts("activations", Collections.nCopies(weights.size(), "Relu")));
    }
    return all.toArray(ProtoMessage[]::new);
  }

  /** The parameters of gates one after the other; {@code -f} negates those of f. */
  private double[] joined(String... names) {
    return weights.stream()
        .flatMapToDouble(own -> Arrays.stream(names).flatMapToDouble(name -> part(own, name)))
        .toArray();
  }

  private static DoubleStream part(Weights own, String name) {
    boolean isNegated = name.startsWith("-");
    DoubleStream part = Arrays.stream(own.elements(isNegated ? name.substring(1) : name));
    return isNegated ? part.map(v -> -v) : part;
  }

  private String add(String name, double[] values, long... extents) {
    return context.main().constants().add(context.name() + "/" + name, values, extents);
  }

  private String input() {
    double[] all =
        switch (kind.operator()) {
          case "LSTM" -> ofLstm(".Wx");
          case "GRU" -> joined("z.Wx", "r.Wx", candidate("nx.Wx", "n.Wx"));
          default -> joined("h.Wx");
        };
    int rows = gates() * units;
    return add("W", all, weights.size(), rows, all.length / rows / weights.size());
  }

  private String recurrent() {
    double[] all =
        switch (kind.operator()) {
          case "LSTM" -> ofLstm(".Wh");
          case "GRU" -> joined("z.Wh", "r.Wh", candidate("nh.Wh", "n.Wrh"));
          default -> joined("h.Wh");
        };
    return add("R", all, weights.size(), (long) gates() * units, units);
  }

  private String biases() {
    double[] all =
        switch (kind.operator()) {
          case "LSTM" -> ofLstm(".b");
          case "GRU" -> joined("z.b", "r.b", candidate("nx.b", "n.b"));
          default -> joined("h.b");
        };
    int size = gates() * units;
    double[] both = new double[2 * all.length];
    for (int d = 0; d < weights.size(); d++) {
      System.arraycopy(all, d * size, both, 2 * d * size, size);
      if (kind == Kind.GRU) {
        double[] hidden = weights.get(d).elements("nh.b");
        System.arraycopy(hidden, 0, both, (2 * d + 2) * size - units, units);
      }
    }
    return add("B", both, weights.size(), 2L * size);
  }

  private String peepholes() {
    String i = kind.isCoupled() ? "-f.p" : "i.p";
    return add("P", joined(i, "o.p", "f.p"), weights.size(), 3L * units);
  }

  private double[] ofLstm(String part) {
    String i = kind.isCoupled() ? "-f" : "i";
    return joined(i + part, "o" + part, "f" + part, "g" + part);
  }

  private String candidate(String after, String before) {
    return kind == Kind.GRU ? after : before;
  }

  private int gates() {
    return switch (kind.operator()) {
      case "LSTM" -> 4;
      case "GRU" -> 3;
      default -> 1;
    };
  }
}
