package dev.carousel.engine;

import dev.carousel.tensor.NamedTensors;
import dev.carousel.tensor.Tensor;
import org.jspecify.annotations.Nullable;

/**
 * The result of a layer's backward pass.
 *
 * @param input the gradient of the input, {@code [T, B, I]}; null if the input is of symbols, and
 *     after {@link BoundLayer#forwardToTrain} it may be null
 * @param initialStates the gradients of the states before the first step, each {@code [B, size]}
 * @param parameters the gradients of the parameters, by local name, summed over steps and rows
 */
public record LayerGradients(
    @Nullable Tensor input, NamedTensors initialStates, NamedTensors parameters) {}
