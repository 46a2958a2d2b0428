package dev.carousel.interop.internal.onnx;

import dev.carousel.internal.graph.Node;
import dev.carousel.internal.graph.StepGraph;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The equations of a step as text, in which parameters and states have their names. */
final class Formula {
  private Formula() {}

  /** The next value of a state. */
  static String next(StepGraph step, String state) {
    return of(step.next().get(step.stateIndex(state)));
  }

  /** The value of a node; text grows with the number of paths, so ask for small steps alone. */
  static String of(Node node) {
    return switch (node.op()) {
      case INPUT -> "x";
      case STATE -> node.stateName();
      case VECTOR -> node.parameter().name();
      case AFFINE -> affine(node);
      case LINEAR ->
          "linear(%s, %s, %s)".formatted(node.scale(), of(node.argument(0)), node.shift());
      case IDENTITY -> of(node.argument(0));
      case TANH, SIGMOID, RELU, ADD, MULTIPLY ->
          word(node) + node.arguments().stream().map(Formula::of).toList();
      default -> "?";
    };
  }

  private static String word(Node node) {
    return node.op().name().toLowerCase(Locale.ROOT);
  }

  private static String affine(Node node) {
    List<String> terms = new ArrayList<>();
    for (int i = 0; i < node.arguments().size(); i++) {
      Node.MatrixUse use = node.matrices().uses().get(i);
      boolean isPlain = !use.transposed() && use.blocks() == 1;
      terms.add((isPlain ? use.matrix().name() : "?") + " " + of(node.argument(i)));
    }
    var bias = node.matrices().bias();
    return "affine" + terms + (bias == null ? "" : bias.name());
  }
}
