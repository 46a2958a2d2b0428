package dev.carousel.internal.graph;

import dev.carousel.engine.MaskSpec;
import dev.carousel.engine.ParameterSpec;
import dev.carousel.engine.StateSpec;
import java.util.List;
import java.util.Map;

/**
 * A cell's equations for one step.
 *
 * @param inputSize the number of input features
 * @param parameters in the order of their declaration
 * @param constants matrices that are neither trained nor saved
 * @param states in the order of their declaration
 * @param nodes in an order in which arguments come first
 * @param next for each state, in order, the node that becomes its value; no node serves two states
 * @param output what is handed upwards
 * @param observed nodes named for the diagnosis
 * @param labels what the cell calls its nodes; leaves, and what was repeated to another's size, may
 *     have none
 * @param candidates what the cell says that it proposes for its states
 */
public record StepGraph(
    int inputSize,
    List<ParameterSpec> parameters,
    List<ParameterSpec> constants,
    List<StateSpec> states,
    List<Node> nodes,
    List<Node> next,
    Node output,
    Map<String, Node> observed,
    Map<Node, Label> labels,
    List<Node> candidates) {

  /**
   * What a cell calls a vector.
   *
   * @param text a name, or the formula that the cell wrote
   * @param isName whether it is a name: that of an equation, a state, an observation, the output
   */
  public record Label(String text, boolean isName) {}

  /** The masks that it is given, in the order of its nodes. */
  public List<MaskSpec> masks() {
    return nodes.stream().filter(node -> node.op() == Op.GIVEN).map(Node::mask).toList();
  }

  /** The position of a state. */
  public int stateIndex(String name) {
    for (int i = 0; i < states.size(); i++) {
      if (states.get(i).name().equals(name)) {
        return i;
      }
    }
    throw new IllegalArgumentException("no state " + name);
  }
}
