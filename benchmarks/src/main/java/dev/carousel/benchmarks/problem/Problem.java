package dev.carousel.benchmarks.problem;

import dev.carousel.io.Safetensors;
import dev.carousel.tensor.FloatTensor;
import dev.carousel.tensor.NamedTensors;
import dev.carousel.tensor.Tensor;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/**
 * The numbers of one case, float32: what goes into the layer, and what must come out. Initial
 * states are zero.
 *
 * <p>The truth is known for the first steps alone, as the float64 engine takes its time. The
 * gradient that {@link #checkGradient()} sends back is zero after them, so that what it leaves at
 * the input is known too, though the run is over all steps.
 *
 * @param parameters by the cell's local names: {@code i.Wh} [H, H]
 * @param input {@code [T, B, I]}
 * @param outputGradient the gradient of the loss with respect to the outputs, {@code [T, B, H]}
 * @param expectedOutputs of the first steps, {@code [t, B, H]}
 * @param expectedInputGradient of the first steps, {@code [t, B, I]}, for {@link #checkGradient()}
 */
public record Problem(
    Case subject,
    NamedTensors parameters,
    Tensor input,
    Tensor outputGradient,
    Tensor expectedOutputs,
    Tensor expectedInputGradient) {
  private static final String PARAMETER = "parameter/";

  /** The gradient of the outputs with zeros after the steps whose truth is known. */
  public FloatTensor checkGradient() {
    FloatTensor gradient = new FloatTensor(outputGradient.shape());
    for (int i = 0; i < expectedOutputs.size(); i++) {
      gradient.set(i, outputGradient.get(i));
    }
    return gradient;
  }

  /** The elements of a parameter. */
  public float[] parameter(String name) {
    return floats(parameters.get(name));
  }

  /** The elements of a tensor; not copied. */
  public static float[] floats(Tensor tensor) {
    return ((FloatTensor) tensor).array();
  }

  /** Writes it as safetensors; the case stands in the metadata. */
  public void write(Path file) {
    Map<String, Tensor> tensors = new LinkedHashMap<>();
    parameters.forEach((name, tensor) -> tensors.put(PARAMETER + name, tensor));
    tensors.put("input", input);
    tensors.put("outputGradient", outputGradient);
    tensors.put("expectedOutputs", expectedOutputs);
    tensors.put("expectedInputGradient", expectedInputGradient);
    Safetensors.write(file, new NamedTensors(tensors), metadata(subject));
  }

  /** Reads what {@link #write} wrote. */
  public static Problem read(Path file) {
    return of(Safetensors.read(file));
  }

  /** What a file holds that {@link #write} wrote. */
  public static Problem of(Safetensors.Contents contents) {
    NamedTensors tensors = contents.tensors();
    Map<String, Tensor> parameters = new LinkedHashMap<>();
    for (String name : tensors.names()) {
      if (name.startsWith(PARAMETER)) {
        parameters.put(name.substring(PARAMETER.length()), tensors.get(name));
      }
    }
    return new Problem(
        subject(contents.metadata()),
        new NamedTensors(parameters),
        tensors.get("input"),
        tensors.get("outputGradient"),
        tensors.get("expectedOutputs"),
        tensors.get("expectedInputGradient"));
  }

  /** What the metadata of a file says of its case. */
  public static Map<String, String> metadata(Case subject) {
    return Map.of(
        "kind", subject.kind().name().toLowerCase(Locale.ROOT),
        "cell", subject.cell(),
        "shape", subject.shape().toString());
  }

  /** The case that {@link #metadata} describes. */
  public static Case subject(Map<String, String> metadata) {
    return new Case(
        Kind.valueOf(metadata.getOrDefault("kind", "").toUpperCase(Locale.ROOT)),
        metadata.getOrDefault("cell", ""),
        Shape.parse(metadata.getOrDefault("shape", "")));
  }
}
