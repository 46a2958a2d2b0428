package dev.carousel.interop.internal.onnx.read;

import dev.carousel.tensor.NamedTensors;
import java.util.List;
import java.util.Map;

/**
 * A network that was found in a graph. Immutable, but for the elements of its parameters.
 *
 * @param module the name of its lowest recurrent node
 * @param cell as users write it
 * @param units of each layer and direction, H
 * @param layers how many
 * @param bidirectional whether each layer also reads backwards
 * @param inputs how many numbers it reads at a step, or symbols if it has an embedding
 * @param embedding the size of the embedding; 0 for none
 * @param outputs how many
 * @param hasHead whether a linear map makes the outputs
 * @param parameters by Carousel's names
 * @param ignored the names of constants that were not used
 * @param properties strings of the file by name
 */
public record OnnxNetwork(
    String module,
    String cell,
    int units,
    int layers,
    boolean bidirectional,
    int inputs,
    int embedding,
    int outputs,
    boolean hasHead,
    NamedTensors parameters,
    List<String> ignored,
    Map<String, String> properties) {}
