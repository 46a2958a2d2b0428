package dev.carousel.internal.engine.reference;

import dev.carousel.engine.ParameterSpec;
import dev.carousel.internal.graph.Node;
import org.jspecify.annotations.Nullable;

/**
 * Observes a run value by value, in the order of computation. That is step by step in the layer's
 * own direction, row by row, node by node in the order of the graph, and backward in reverse order
 * of steps. What it throws ends the run.
 *
 * <p>In a run that is observed, masked steps are not run, and neither is what nothing is made of: a
 * vector named for the diagnosis, or the gradient of symbols. Of the values such a run keeps the
 * states and the outputs alone; it computes the others again, unobserved, on the way back.
 */
public interface PassObserver {
  /** A real step of a row, on the way forward or back. */
  record Place(boolean isBackward, int time, int row) {}

  /**
   * What a step of a row adds to one element of a parameter's gradient: a product of two numbers.
   *
   * @param element of the parameter
   * @param gradient the node of the first factor
   * @param multiplied the node of the second; null for a vector parameter, where that factor is 1
   */
  record Term(
      ParameterSpec parameter,
      int element,
      Node gradient,
      double factor,
      @Nullable Node multiplied,
      double otherFactor) {}

  /**
   * Shown each value.
   *
   * @param values of this node and of those before it, by id; null for what is not run
   */
  void value(Place place, Node node, double[][] values);

  /**
   * Shown each element of a parameter's gradient that is no longer finite.
   *
   * @param before the sum over the steps and rows that came first
   * @param after the sum with this term
   */
  void sumNotFinite(Place place, Term term, double before, double after);

  /** Whether anything below the layer uses the gradient of its input. */
  boolean usesInputGradient();
}
