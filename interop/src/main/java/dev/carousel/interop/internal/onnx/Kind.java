package dev.carousel.interop.internal.onnx;

import dev.carousel.engine.ParameterSpec;
import dev.carousel.internal.graph.StepGraph;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The layers that ONNX has an operator for. A step is one of them if its equations are, whatever
 * its cell is called.
 */
enum Kind {
  LSTM("LSTM", false),
  LSTM_PEEPHOLES("LSTM", true),
  LSTM_COUPLED("LSTM", false),
  LSTM_COUPLED_PEEPHOLES("LSTM", true),
  GRU("GRU", false),
  GRU_RESET_BEFORE("GRU", false),
  RNN_TANH("RNN", false),
  RNN_RELU("RNN", false);

  /** More parameters than any of them has; the text of larger steps could be long. */
  private static final int MOST_PARAMETERS = 15;

  private static final int MOST_NODES = 40;

  private final String operator;
  private final boolean peepholes;

  Kind(String operator, boolean peepholes) {
    this.operator = operator;
    this.peepholes = peepholes;
  }

  String operator() {
    return operator;
  }

  boolean hasPeepholes() {
    return peepholes;
  }

  boolean isCoupled() {
    return this == LSTM_COUPLED || this == LSTM_COUPLED_PEEPHOLES;
  }

  /** The states, in the order of the operator's inputs. */
  List<String> states() {
    return operator.equals("LSTM") ? List.of("h", "c") : List.of("h");
  }

  /** The operator whose equations these are. */
  static Optional<Kind> of(StepGraph step) {
    Set<String> states =
        step.states().stream().map(state -> state.name()).collect(Collectors.toSet());
    boolean isSmall =
        step.parameters().size() <= MOST_PARAMETERS && step.nodes().size() <= MOST_NODES;
    if (!isSmall || !states.contains("h") || step.constants().size() > 0) {
      return Optional.empty();
    }
    boolean handsUpState = step.output() == step.next().get(step.stateIndex("h"));
    for (Kind kind : values()) {
      boolean isAlike =
          states.equals(Set.copyOf(kind.states()))
              && kind.states().stream()
                  .allMatch(state -> Formula.next(step, state).equals(kind.equation(state)));
      if (handsUpState && isAlike && areSquare(step)) {
        return Optional.of(kind);
      }
    }
    return Optional.empty();
  }

  /** Whether the two states of an LSTM have one size, as the operator has it. */
  private static boolean areSquare(StepGraph step) {
    int units = step.states().get(0).size();
    return step.states().stream().allMatch(state -> state.size() == units)
        && step.parameters().stream().allMatch(parameter -> isOf(units, parameter));
  }

  private static boolean isOf(int units, ParameterSpec parameter) {
    return parameter.rows() == units;
  }

  private String equation(String state) {
    return switch (operator) {
      case "LSTM" -> state.equals("c") ? memory() : hidden();
      case "GRU" -> gru();
      default -> (this == RNN_TANH ? "tanh[" : "relu[") + map("h", "x", "h") + "]";
    };
  }

  private static String map(String gate, String x, String h) {
    return "affine[%1$s.Wx %2$s, %1$s.Wh %3$s]%1$s.b".formatted(gate, x, h);
  }

  private String gate(String name, String memory) {
    String sum = map(name, "x", "h");
    String peeped = "add[" + sum + ", multiply[" + name + ".p, " + memory + "]]";
    return "sigmoid[" + (peepholes ? peeped : sum) + "]";
  }

  private String memory() {
    String f = gate("f", "c");
    String i = isCoupled() ? "linear(-1.0, " + f + ", 1.0)" : gate("i", "c");
    String g = "tanh[" + map("g", "x", "h") + "]";
    return "add[multiply[" + f + ", c], multiply[" + i + ", " + g + "]]";
  }

  private String hidden() {
    return "multiply[" + gate("o", memory()) + ", tanh[" + memory() + "]]";
  }

  private String gru() {
    String r = "sigmoid[" + map("r", "x", "h") + "]";
    String z = "sigmoid[" + map("z", "x", "h") + "]";
    String after = "add[affine[nx.Wx x]nx.b, multiply[" + r + ", affine[nh.Wh h]nh.b]]";
    String before = "affine[n.Wx x, n.Wrh multiply[" + r + ", h]]n.b";
    String n = "tanh[" + (this == GRU ? after : before) + "]";
    String kept = "multiply[" + z + ", h]";
    return "add[multiply[linear(-1.0, " + z + ", 1.0), " + n + "], " + kept + "]";
  }
}
