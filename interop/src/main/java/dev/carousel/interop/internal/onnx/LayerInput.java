package dev.carousel.interop.internal.onnx;

import dev.carousel.interop.internal.onnx.OnnxGraph.Attribute;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a layer reads: vectors, or symbols, which become vectors only where one is needed. Not
 * thread-safe.
 */
final class LayerInput {
  private final OnnxGraph main;
  private final @Nullable String ids;
  private final int axes;
  private final int size;
  private @Nullable Value vector;

  private LayerInput(
      OnnxGraph main, @Nullable String ids, int axes, int size, @Nullable Value vector) {
    this.main = main;
    this.ids = ids;
    this.axes = axes;
    this.size = size;
    this.vector = vector;
  }

  static LayerInput of(OnnxGraph main, Value vector) {
    return new LayerInput(main, null, vector.axes(), vector.size(), vector);
  }

  /**
   * Symbols.
   *
   * @param ids {@code [T, B]}
   * @param size of the vocabulary
   */
  static LayerInput of(OnnxGraph main, String ids, int size) {
    return new LayerInput(main, ids, 2, size, null);
  }

  /** The name of the symbols; null if it reads vectors. */
  @Nullable String ids() {
    return ids;
  }

  /** The number of axes before the last of {@link #vector}. */
  int axes() {
    return axes;
  }

  /** Vectors; symbols as zeros with a one. */
  Value vector() {
    Value known = vector;
    if (known == null) {
      Constants constants = main.constants();
      String ones =
          main.add(
              "OneHot",
              List.of(
                  OnnxGraph.orNone(ids),
                  constants.number(size),
                  constants.of(new double[] {0, 1}, 2)),
              Attribute.of("axis", -1));
      known = new Value(ones, axes, size);
      vector = known;
    }
    return known;
  }
}
