package dev.carousel.interop.keras;

import dev.carousel.interop.GoldenNetwork;
import dev.carousel.interop.ImportSettings;
import dev.carousel.interop.Imported;
import dev.carousel.io.Safetensors;
import dev.carousel.tensor.NamedTensors;
import dev.carousel.tensor.Tensor;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;

/** What {@code keras_golden.py} wrote. */
final class KerasGolden extends GoldenNetwork {
  private static final int LAYER = 1;
  private static final int WAY = 2;
  private static final int WEIGHT = 3;

  private final String name;
  private final NamedTensors values;

  private KerasGolden(String name) {
    this.name = name;
    values = Safetensors.read(file(name + ".golden")).tensors();
  }

  static KerasGolden of(String name) {
    return new KerasGolden(name);
  }

  static Path file(String name) {
    try {
      return Path.of(
          Objects.requireNonNull(
                  KerasGolden.class.getResource("/dev/carousel/interop/keras/" + name), name)
              .toURI());
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }

  static Imported read(String file) {
    return Keras.read(file(file), ImportSettings.USUAL);
  }

  @Override
  public double[] get(String tensor) {
    return values.get(tensor).toDoubles();
  }

  @Override
  public int[] shapeOf(String tensor) {
    return values.get(tensor).shape();
  }

  /** The names of the gradients: {@code grad.LAYER.WAY.WEIGHT}. */
  List<String> gradients() {
    return values.names().stream().filter(each -> each.startsWith("grad.")).toList();
  }

  /** How many biases of a GRU stand in one parameter of Carousel with another. */
  long sharedBiases() {
    return gradients().stream()
        .filter(each -> each.endsWith(".bias") && shapeOf(each).length == 2)
        .mapToLong(each -> shapeOf(each)[1] / 3 * 2)
        .sum();
  }

  /** Carousel's gradients, laid out as Keras' weight of a gradient's name. */
  double[] asKeras(String gradient, NamedTensors own) {
    String[] words = gradient.split("\\.", -1);
    String weight = words[WEIGHT];
    int layer = Integer.parseInt(words[LAYER]) - (isSymbols() ? 1 : 0);
    boolean isHead = shapeOf(gradient)[shapeOf(gradient).length - 1] == 3 && layer == heads();
    if (weight.equals("embeddings")) {
      return columns(List.of(own.get("embedding/embedding.Wx")));
    }
    if (isHead) {
      return weight.equals("bias")
          ? own.get("head/head.b").toDoubles()
          : columns(List.of(own.get("head/head.Wx")));
    }
    String group = "layer" + layer + (words[WAY].equals("backward") ? "-reverse/" : "/");
    return switch (weight) {
      case "kernel" -> columns(all(own, group, inputs(), ".Wx"));
      case "recurrent_kernel" -> columns(all(own, group, states(), ".Wh"));
      default -> {
        double[] first = row(all(own, group, inputs(), ".b"));
        yield shapeOf(gradient).length == 1
            ? first
            : join(first, row(all(own, group, states(), ".b")));
      }
    };
  }

  private int heads() {
    return gradients().stream()
            .mapToInt(each -> Integer.parseInt(each.split("\\.", -1)[LAYER]))
            .max()
            .orElseThrow()
        - (isSymbols() ? 1 : 0);
  }

  /** Carousel's equations in Keras' order: those with the input's matrix. */
  private List<String> inputs() {
    return switch (name.replaceFirst("-.*", "")) {
      case "lstm" -> List.of("i", "f", "g", "o");
      case "gru" -> List.of("z", "r", "nx");
      case "before" -> List.of("z", "r", "n");
      default -> List.of("h");
    };
  }

  private List<String> states() {
    return name.startsWith("gru") ? List.of("z", "r", "nh") : inputs();
  }

  private static List<Tensor> all(
      NamedTensors own, String group, List<String> equations, String part) {
    List<String> names = own.names().stream().toList();
    return equations.stream()
        .map(equation -> group + equation + part)
        .map(name -> own.get(names.contains(name) ? name : name.replace(".Wh", ".Wrh")))
        .toList();
  }

  /** Matrices [H, I] side by side, with their axes exchanged: [I, G H]. */
  private static double[] columns(List<Tensor> blocks) {
    int height = blocks.get(0).extent(1);
    int size = blocks.get(0).extent(0);
    int width = size * blocks.size();
    double[] all = new double[height * width];
    for (int block = 0; block < blocks.size(); block++) {
      for (int row = 0; row < height; row++) {
        for (int column = 0; column < size; column++) {
          all[row * width + block * size + column] = blocks.get(block).get(column * height + row);
        }
      }
    }
    return all;
  }

  private static double[] row(List<Tensor> blocks) {
    double[] all = new double[0];
    for (Tensor block : blocks) {
      all = join(all, block.toDoubles());
    }
    return all;
  }

  private static double[] join(double[] first, double[] second) {
    double[] all = new double[first.length + second.length];
    System.arraycopy(first, 0, all, 0, first.length);
    System.arraycopy(second, 0, all, first.length, second.length);
    return all;
  }
}
