package dev.carousel.engine;

import dev.carousel.spi.StateGradient;
import dev.carousel.tensor.NamedTensors;
import dev.carousel.tensor.Tensor;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A layer's run over one sequence: its results, and what the backward pass needs. Used by one
 * thread. All tensors that it hands out are its own: they are valid until it is released, and are
 * to be copied if needed for longer.
 */
public interface ForwardPass {
  /**
   * The outputs, {@code [T, B, O]}; at a masked step, of a layer whose output is a state, that
   * state.
   */
  Tensor outputs();

  /** The states after the last step (in the layer's own direction), each {@code [B, size]}. */
  NamedTensors finalStates();

  /** A state after every step, {@code [T, B, size]}; carried over where a row has no step. */
  Tensor states(String name);

  /** A vector that the cell lets the diagnosis see, {@code [T, B, size]}. */
  Tensor observed(String name);

  /**
   * Runs the layer backwards. May be called several times, with different gradients; what an
   * earlier call returned is then overwritten.
   *
   * @param outputGradients of the loss, {@code [T, B, O]}; null for zeros
   * @param finalStateGradients of the loss with respect to the states after the last step; null for
   *     zeros
   * @param watcher shown the total gradient of every state at every step, from the engine's
   *     threads, as {@link dev.carousel.spi.StepHook} describes; what it changes goes on changed;
   *     null for none
   */
  LayerGradients backward(
      @Nullable Tensor outputGradients,
      @Nullable NamedTensors finalStateGradients,
      @Nullable Consumer<StateGradient> watcher);

  /**
   * Gives all memory back to the layer, for the next pass: that of the tensors that were handed out
   * too. Nothing may be called any more. A pass that is never released is left to the garbage
   * collector.
   */
  default void release() {}
}
