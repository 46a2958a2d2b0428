package dev.carousel.model;

import dev.carousel.error.CarouselException;
import dev.carousel.plugin.PluginRef;
import dev.carousel.plugin.Plugins;
import dev.carousel.spi.Cell;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The recurrent layers of a network, from the input up. As text, {@code LAYER > LAYER}, each a cell
 * with its options and the words of a {@link LayerSpec}:
 *
 * <pre>
 * mingru:units=64 > mingru:units=64,residual=true > lstm:forget-bias=1,units=32
 * </pre>
 *
 * @param layers at least one
 */
public record Stack(List<LayerSpec> layers) {
  /** A name of a cell with what no name has: that of another. */
  private static final Pattern SEVERAL = Pattern.compile("[^:]*[,;\\s]");

  private static final String ABOVE = ">";
  private static final int MOST_LAYERS = 1000;

  /** Copies the list, and refuses fewer than 1 or more than 1000 layers. */
  public Stack {
    layers = List.copyOf(layers);
    NetworkSizes.require("layers", layers.size(), 1, MOST_LAYERS);
  }

  /**
   * A stack of layers, the lowest first.
   *
   * @throws CarouselException if there is none, or a cell has an option with the name of a word of
   *     its layer
   */
  public static Stack of(LayerSpec... layers) {
    Stack stack = new Stack(List.of(layers));
    stack.layers.forEach(LayerSpec::requireDistinctWords);
    return stack;
  }

  /** As many layers that are their cell alone, and alike. */
  static Stack alike(CellSource source, int units, int layers) {
    NetworkSizes.require("layers", layers, 1, MOST_LAYERS);
    return new Stack(Collections.nCopies(layers, LayerSpec.of(source).units(units)));
  }

  /**
   * Reads a stack. Cells are known only by their names; see {@link #from}.
   *
   * @throws CarouselException if a layer is malformed, or the value of one of its words is not
   *     allowed
   */
  public static Stack parse(String text) {
    List<LayerSpec> layers = new ArrayList<>();
    for (String layer : text.split(ABOVE, -1)) {
      if (layer.isBlank()) {
        throw CarouselException.usage("A layer of the stack is empty.")
            .expected("LAYER > LAYER, such as mingru:units=64 > lstm:units=32")
            .found("'" + text + "'")
            .where("layer " + layers.size() + ", counted from 0")
            .build();
      }
      requireOneCell(layer.strip());
      layers.add(LayerSpec.parse(layer.strip()));
    }
    return new Stack(layers);
  }

  private static void requireOneCell(String layer) {
    if (SEVERAL.matcher(layer).lookingAt()) {
      throw CarouselException.usage("Two layers of the stack are not set apart.")
          .expected("LAYER > LAYER, such as mingru:units=64 > lstm:units=32")
          .found("'" + layer + "'")
          .mend("write > between two layers")
          .build();
    }
  }

  /** Whether the name of a network's cell is the text of a stack. */
  public static boolean isText(String cell) {
    return cell.contains(ABOVE)
        || PluginRef.parse(cell).options().keySet().stream()
            .anyMatch(LayerSpec.wordNames()::contains);
  }

  /**
   * The same stack, ready to be compiled: cells known only by their names are looked up.
   *
   * @throws CarouselException if there is no such cell or option, or a cell has an option with the
   *     name of a word of its layer
   */
  public Stack from(Plugins plugins) {
    Stack found = found(plugins);
    found.layers.forEach(LayerSpec::requireDistinctWords);
    return found;
  }

  /** The same; all words of layers were set apart from options of cells before. */
  Stack found(Plugins plugins) {
    return new Stack(layers.stream().map(layer -> layer.from(plugins)).toList());
  }

  /** The same stack, in which all options of cells that plugins provide are given. */
  public Stack complete() {
    return new Stack(layers.stream().map(LayerSpec::complete).toList());
  }

  /**
   * The name of the cell of one layer.
   *
   * @param cell of a network, see {@link NetworkSpec#cell}
   * @param layer its index
   */
  public static String cellAt(String cell, int layer) {
    return isText(cell) ? parse(cell).layers.get(layer).cell() : cell;
  }

  /** Whether all layers are alike, and each is its cell alone. */
  public boolean isUniform() {
    return lowest().isPlain() && layers.stream().allMatch(lowest()::equals);
  }

  /** The number of hidden units of the largest layer. */
  int units() {
    return layers.stream().mapToInt(LayerSpec::units).max().orElseThrow();
  }

  Stack units(int units) {
    return new Stack(layers.stream().map(layer -> layer.units(units)).toList());
  }

  Stack repeated(int times) {
    if (!isUniform()) {
      throw CarouselException.usage("The layers of a stack are given one by one.")
          .expected("a stack with as many layers as are wanted")
          .found("a stack, and the number of layers " + times)
          .mend("NetworkSpec.of(data, Stack.of(layer, layer, ..))")
          .build();
    }
    NetworkSizes.require("layers", times, 1, MOST_LAYERS);
    return new Stack(Collections.nCopies(times, lowest()));
  }

  LayerSpec lowest() {
    return layers.get(0);
  }

  /** The cells of all layers; layers of the same cell share it. */
  List<Cell> makeCells() {
    Map<CellSource, Cell> made = new HashMap<>();
    List<Cell> cells = new ArrayList<>();
    for (LayerSpec layer : layers) {
      cells.add(made.computeIfAbsent(layer.source(), CellSource::make));
    }
    return cells;
  }

  /** The canonical text, which {@link #parse} reads. */
  @Override
  public String toString() {
    return layers.stream().map(LayerSpec::toString).collect(Collectors.joining(" > "));
  }
}
