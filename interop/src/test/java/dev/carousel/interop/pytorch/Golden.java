package dev.carousel.interop.pytorch;

import dev.carousel.data.Chunk;
import dev.carousel.data.DataShape;
import dev.carousel.data.Inputs;
import dev.carousel.data.Targets;
import dev.carousel.data.Targets.Moment;
import dev.carousel.interop.ForeignFile;
import dev.carousel.interop.ForeignTensor;
import dev.carousel.interop.ImportSettings;
import dev.carousel.interop.Imported;
import dev.carousel.tensor.Precision;
import dev.carousel.tensor.Tensor;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/** What {@code pytorch_golden.py} wrote. */
final class Golden {
  private final Map<String, double[]> values = new LinkedHashMap<>();
  private final Map<String, int[]> shapes = new LinkedHashMap<>();

  private Golden(String name) {
    try (ForeignFile file = PyTorchFile.open(file(name + ".golden"))) {
      for (ForeignTensor tensor : file.tensors().values()) {
        double[] all = new double[(int) tensor.elements()];
        tensor.read(0, all, all.length);
        values.put(tensor.name(), all);
        shapes.put(tensor.name(), tensor.shape());
      }
    }
  }

  static Golden of(String name) {
    return new Golden(name);
  }

  static Path file(String name) {
    try {
      return Path.of(Golden.class.getResource("/dev/carousel/interop/pytorch/" + name).toURI());
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }

  /** The network of a file. */
  static Imported read(String file) {
    return PyTorch.read(file(file), settings(file));
  }

  /** What the name of a file says: whether it has another activation. */
  static ImportSettings settings(String file) {
    Optional<String> activation = file.startsWith("relu") ? Optional.of("relu") : Optional.empty();
    return new ImportSettings(Optional.empty(), Optional.empty(), Optional.empty(), activation);
  }

  Set<String> names() {
    return values.keySet();
  }

  double[] get(String name) {
    return Objects.requireNonNull(values.get(name), name);
  }

  private int[] shapeOfInput() {
    return Objects.requireNonNull(shapes.get("x"));
  }

  boolean isSymbols() {
    return shapeOfInput().length == 2;
  }

  DataShape shape(Imported imported) {
    return new DataShape(
        isSymbols(),
        imported.network().inputs(),
        false,
        imported.network().outputs(),
        Moment.EVERY_STEP);
  }

  Chunk chunk(Imported imported) {
    int steps = shapeOfInput()[0];
    int rows = shapeOfInput()[1];
    int features = imported.network().inputs();
    double[] x = get("x");
    int[] ids = new int[isSymbols() ? x.length : 0];
    float[] numbers = new float[x.length];
    for (int i = 0; i < x.length; i++) {
      numbers[i] = (float) x[i];
      if (ids.length > 0) {
        ids[i] = (int) x[i];
      }
    }
    Inputs inputs =
        isSymbols()
            ? new Inputs.Symbols(steps, rows, features, ids)
            : new Inputs.Values(steps, rows, features, numbers);
    int outputs = imported.network().outputs();
    return new Chunk(
        inputs,
        new Targets.Values(Moment.EVERY_STEP, outputs, new float[steps * rows * outputs]),
        Chunk.allFresh(rows));
  }

  Tensor weights(Precision precision, int... shape) {
    Tensor weights = precision.zeros(shape);
    double[] w = get("w");
    for (int i = 0; i < w.length; i++) {
      weights.set(i + weights.size() - w.length, w[i]);
    }
    return weights;
  }

  /** The largest difference, relative to the largest element. */
  static double difference(double[] expected, double[] found) {
    double largest = 0;
    double most = 0;
    for (int i = 0; i < expected.length; i++) {
      largest = Math.max(largest, Math.abs(expected[i]));
      double difference = Math.abs(expected[i] - found[i]);
      most = difference <= most ? most : difference; // NaN is a difference
    }
    return most / largest;
  }
}
