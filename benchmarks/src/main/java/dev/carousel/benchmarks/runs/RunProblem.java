package dev.carousel.benchmarks.runs;

import dev.carousel.benchmarks.problem.Case;
import dev.carousel.benchmarks.problem.Problem;
import dev.carousel.io.Safetensors;
import dev.carousel.tensor.FloatTensor;
import dev.carousel.tensor.NamedTensors;
import dev.carousel.tensor.Tensor;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What every contender in a run gets: where it starts, what it reads, and the losses of its first
 * updates.
 *
 * @param recipe the run
 * @param parameters at the start, by the network's names
 * @param data of a text its symbols as numbers, {@code [N]}; of a table the first rows of the
 *     windows in the order of the first epoch
 * @param losses of the first updates
 */
public record RunProblem(
    RunRecipe recipe, NamedTensors parameters, FloatTensor data, FloatTensor losses) {
  private static final String LAYER = "layer0/";
  private static final String PARAMETER = "parameter/";
  private static final String DATA = "data";
  private static final String LOSSES = "losses";
  private static final String TABLE = "table";
  private static final String COUNT = "parameters";

  /** The case. */
  public Case subject() {
    return recipe.subject();
  }

  /** Writes it as safetensors; those of the layer are named as in a {@link Problem}. */
  public void write(Path file) {
    Map<String, Tensor> tensors = new LinkedHashMap<>();
    parameters.forEach((name, tensor) -> tensors.put(fileName(name), tensor));
    tensors.put(DATA, data);
    tensors.put(LOSSES, losses);
    Map<String, String> metadata = new HashMap<>(Problem.metadata(subject()));
    metadata.put(TABLE, recipe.table());
    metadata.put(COUNT, Long.toString(parameters.elements()));
    Safetensors.write(file, new NamedTensors(tensors), metadata);
  }

  private static String fileName(String name) {
    return name.startsWith(LAYER) ? PARAMETER + name.substring(LAYER.length()) : name;
  }

  /** What a file holds that {@link #write} wrote. */
  public static RunProblem of(Safetensors.Contents contents) {
    Map<String, Tensor> parameters = new LinkedHashMap<>();
    contents
        .tensors()
        .forEach(
            (name, tensor) -> {
              if (name.startsWith(PARAMETER)) {
                parameters.put(LAYER + name.substring(PARAMETER.length()), tensor);
              } else if (!name.equals(DATA) && !name.equals(LOSSES)) {
                parameters.put(name, tensor);
              }
            });
    Map<String, String> metadata = contents.metadata();
    return new RunProblem(
        new RunRecipe(Problem.subject(metadata), metadata.getOrDefault(TABLE, "")),
        new NamedTensors(parameters),
        (FloatTensor) contents.tensors().get(DATA),
        (FloatTensor) contents.tensors().get(LOSSES));
  }

  /** The largest difference of a loss from that which is known, relative to it. */
  public double error(double... found) {
    double error = found.length == losses.size() ? 0 : Double.NaN;
    for (int i = 0; i < losses.size() && !Double.isNaN(error); i++) {
      error = Math.max(error, Math.abs(found[i] - losses.get(i)) / Math.abs(losses.get(i)));
    }
    return error;
  }
}
