package dev.carousel.interop.pytorch;

import dev.carousel.interop.ForeignFile;
import dev.carousel.interop.ForeignTensor;
import dev.carousel.interop.GoldenNetwork;
import dev.carousel.interop.ImportSettings;
import dev.carousel.interop.Imported;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/** What {@code pytorch_golden.py} wrote. */
final class Golden extends GoldenNetwork {
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

  @Override
  public double[] get(String name) {
    return Objects.requireNonNull(values.get(name), name);
  }

  @Override
  public int[] shapeOf(String name) {
    return Objects.requireNonNull(shapes.get(name), name);
  }
}
