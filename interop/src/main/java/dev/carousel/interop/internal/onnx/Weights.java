package dev.carousel.interop.internal.onnx;

import dev.carousel.internal.graph.Node;
import dev.carousel.tensor.NamedTensors;
import dev.carousel.tensor.Tensor;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/**
 * The matrices of one layer as constants of a file, each stored once: a matrix that is needed in
 * its other orientation too is turned by a node, which runtimes compute in advance. Not
 * thread-safe.
 *
 * @param main the main graph
 * @param layer the name of the layer
 * @param parameters of the layer, by their local names
 * @param shared by the local name of a matrix, that of the network's whose transpose it is
 */
record Weights(OnnxGraph main, String layer, NamedTensors parameters, Map<String, String> shared) {
  private static final String TURNED = ".T";

  /** The elements of a parameter. */
  double[] elements(String local) {
    return parameters.get(local).toDoubles();
  }

  /**
   * A full matrix.
   *
   * @param isTurned whether its transpose is wanted
   */
  String matrix(String local, boolean isTurned) {
    String other = shared.get(local);
    String whole = other == null ? layer + "/" + local : other;
    boolean turns = isTurned == (other == null);
    String wanted = turns ? whole + TURNED : whole;
    String opposite = turns ? whole : whole + TURNED;
    Constants constants = main.constants();
    if (!constants.has(wanted) && constants.has(opposite)) {
      main.add("Transpose", List.of(opposite), List.of(wanted));
      constants.taken(wanted);
    } else if (!constants.has(wanted)) {
      Tensor tensor = parameters.get(local);
      int rows = tensor.extent(0);
      int columns = tensor.extent(1);
      double[] values = tensor.toDoubles();
      constants.add(
          wanted,
          isTurned ? turned(values, rows, columns) : values,
          isTurned ? columns : rows,
          isTurned ? rows : columns);
    }
    return wanted;
  }

  /**
   * The blocks of a block-diagonal matrix, each as what stands right of a row in a product.
   *
   * @return the name of {@code [blocks, inputs, outputs]}
   */
  String blocks(Node.MatrixUse use) {
    String name = layer + "/" + use.matrix().name() + (use.transposed() ? "" : TURNED);
    if (main.constants().has(name)) {
      return name;
    }
    int blocks = use.blocks();
    int rows = use.matrix().rows() / blocks;
    int columns = use.matrix().columns();
    double[] values = elements(use.matrix().name());
    double[] placed = values;
    if (!use.transposed()) {
      placed = new double[values.length];
      int size = rows * columns;
      for (int b = 0; b < blocks; b++) {
        double[] block = Arrays.copyOfRange(values, b * size, (b + 1) * size);
        System.arraycopy(turned(block, rows, columns), 0, placed, b * size, size);
      }
    }
    return main.constants()
        .add(
            name,
            placed,
            blocks,
            use.transposed() ? rows : columns,
            use.transposed() ? columns : rows);
  }

  private static double[] turned(double[] values, int rows, int columns) {
    double[] turned = new double[values.length];
    for (int i = 0; i < rows; i++) {
      for (int j = 0; j < columns; j++) {
        turned[j * rows + i] = values[i * columns + j];
      }
    }
    return turned;
  }
}
