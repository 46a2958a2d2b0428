package dev.carousel.engine;

import dev.carousel.spi.StateGradient;
import dev.carousel.tensor.NamedTensors;
import dev.carousel.tensor.Tensor;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A layer's run over one sequence: its results, and what the backward pass needs. Used by one
 * thread. It owns all tensors that it returns: they are valid until it is released; copy them if
 * you need them longer.
 */
public interface ForwardPass {
  /**
   * The outputs, {@code [T, B, O]}. If the output of the layer is a state, a masked step has the
   * state that is carried over.
   */
  Tensor outputs();

  /** The states after the last step (in the layer's own direction), each {@code [B, size]}. */
  NamedTensors finalStates();

  /** A state after every step, {@code [T, B, size]}; carried over where a row has no step. */
  Tensor states(String name);

  /** A vector that the cell observes for the diagnosis, {@code [T, B, size]}. */
  Tensor observed(String name);

  /**
   * Runs the layer backwards. May be called several times, with different gradients; each call
   * overwrites the result of the call before.
   *
   * @param outputGradients of the loss, {@code [T, B, O]}; null for zeros
   * @param finalStateGradients of the loss with respect to the states after the last step; null for
   *     zeros
   * @param watcher receives the total gradient of every state at every step, on the engine's
   *     threads, as {@link dev.carousel.spi.StepHook} describes; its changes take effect; null for
   *     none
   */
  LayerGradients backward(
      @Nullable Tensor outputGradients,
      @Nullable NamedTensors finalStateGradients,
      @Nullable Consumer<StateGradient> watcher);

  /**
   * Returns all memory to the layer for the next pass, including that of the returned tensors. Call
   * no method after this one. A pass that is never released is garbage-collected.
   */
  default void release() {}
}
