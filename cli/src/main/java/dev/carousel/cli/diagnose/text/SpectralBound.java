package dev.carousel.cli.diagnose.text;

import dev.carousel.flow.LayerFlow;
import dev.carousel.flow.words.Numbers;
import dev.carousel.plugin.PluginRef;
import java.util.Optional;
import java.util.Set;

/**
 * What the largest singular value of a layer's recurrent matrix proves (Pascanu, Mikolov and Bengio
 * 2013, section 2.1). One step back multiplies the gradient by the matrix and by the slope of the
 * activation. Where that slope is at most 1, a largest singular value below 1 makes the gradient
 * fade for certain. One above 1 is necessary but not sufficient for an explosion.
 *
 * <p>The proof is about layers with one state, one recurrent matrix and no other way back, so it is
 * told of no other cells.
 */
final class SpectralBound {
  /**
   * Cells of that form, each of whose activations (tanh, relu, identity) has a slope of at most 1.
   */
  private static final Set<String> CELLS = Set.of("rnn");

  /** How far from 1 counts as 1: the rounding of float32 over a matrix of some hundred units. */
  private static final double ROUNDING = 1e-4;

  private SpectralBound() {}

  /** The sentence; nothing where the proof does not apply. */
  static Optional<String> of(String cell, LayerFlow layer) {
    boolean applies =
        CELLS.contains(PluginRef.parse(cell).id())
            && layer.states().size() == 1
            && layer.recurrent().size() == 1;
    return applies ? Optional.of(sentence(layer.largestSingularValue())) : Optional.empty();
  }

  private static String sentence(double value) {
    if (!Double.isFinite(value)) {
      return "the recurrent matrix holds numbers that are not finite.";
    }
    String measured = "largest singular value " + Numbers.decimals(value, 4);
    if (Math.abs(value - 1) <= ROUNDING) {
      return measured + " is 1: explosion is ruled out; vanishing is possible, not certain.";
    }
    return value < 1
        ? measured + " < 1: vanishing is certain along the layer's own recurrence."
        : measured + " > 1: explosion is possible, not certain; vanishing is not ruled out.";
  }
}
