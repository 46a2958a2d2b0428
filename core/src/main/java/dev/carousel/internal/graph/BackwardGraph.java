package dev.carousel.internal.graph;

import dev.carousel.engine.ParameterSpec;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The gradient of one step, as a graph of the same kind. It maps the gradients of the next states
 * and the output to those of the previous states, the input and the parameters.
 *
 * @param nodes in an order in which arguments come first
 * @param stateGradients for each state, in order, the gradient of its value before the step; null
 *     if nothing reaches it
 * @param inputGradient the gradient of the input; null if nothing reaches it
 * @param matrixGradients what each step adds to the gradients of matrices
 * @param vectorGradients what each step adds to the gradients of vectors
 * @param origins for each node, the node of the forward graph that it was made for
 */
public record BackwardGraph(
    List<Node> nodes,
    List<@Nullable Node> stateGradients,
    @Nullable Node inputGradient,
    List<OuterProduct> matrixGradients,
    List<VectorGradient> vectorGradients,
    Map<Node, Origin> origins) {

  /** The same for an input whose gradient nobody asks for, as of symbols. */
  public BackwardGraph withoutInputGradient() {
    List<Node> ends = new ArrayList<>();
    stateGradients.stream().filter(Objects::nonNull).forEach(ends::add);
    matrixGradients.forEach(
        gradient -> Collections.addAll(ends, gradient.rows(), gradient.columns()));
    vectorGradients.forEach(gradient -> ends.add(gradient.value()));
    nodes.stream().filter(node -> node.op() == Op.TAP).forEach(ends::add);
    Set<Node> needed = CompiledCell.sources(ends);
    return new BackwardGraph(
        nodes.stream().filter(needed::contains).toList(),
        stateGradients,
        null,
        matrixGradients,
        vectorGradients,
        origins);
  }

  /**
   * What a node has to do with the forward graph.
   *
   * @param node of the forward graph
   * @param isThrough false if it is, or adds up to, the gradient of that node; true if it takes
   *     that gradient on to the node's arguments
   */
  public record Origin(Node node, boolean isThrough) {}

  /**
   * Adds {@code rows columns'} to the gradient of a matrix.
   *
   * @param blocks into how many pieces both vectors are cut; each pair adds to its own block of the
   *     matrix's rows
   */
  public record OuterProduct(ParameterSpec matrix, Node rows, Node columns, int blocks) {}

  /** Adds {@code value} to the gradient of a vector parameter. */
  public record VectorGradient(ParameterSpec vector, Node value) {}
}
