package dev.carousel.internal.trace;

import dev.carousel.engine.ParameterSpec;
import dev.carousel.error.CarouselException;
import dev.carousel.tensor.Tensor;
import java.util.Arrays;
import java.util.regex.Pattern;

/**
 * What is asked of the names and sizes that a cell gives, and the errors that say what it did wrong
 * and at which line.
 *
 * @param layer what errors call the place
 * @param inputSize of the layer, I
 * @param units of the layer, H
 */
record TraceChecks(String layer, int inputSize, int units) {
  private static final String WORD = "[A-Za-z][A-Za-z0-9_-]*";
  private static final Pattern NAME = Pattern.compile(WORD);
  private static final Pattern PARAMETER_NAME = Pattern.compile(WORD + "(\\." + WORD + ")*");

  /**
   * Checks the layer's own sizes.
   *
   * @throws CarouselException if one is less than 1
   */
  TraceChecks {
    if (inputSize < 1 || units < 1) {
      throw CarouselException.usage("A layer needs at least one input and one unit.")
          .found(inputSize + " inputs, " + units + " units")
          .where(layer)
          .build();
    }
  }

  /** The name, if it is a word. */
  String requireName(String name, String what) {
    if (!NAME.matcher(name).matches()) {
      throw error(
          "The name of "
              + what
              + " must begin with a letter and hold only letters, digits, _ and -.",
          "'" + name + "'",
          "name a computed vector with named(..)");
    }
    return name;
  }

  /** The name, if it is of words that are joined by dots. */
  String requireParameterName(String name) {
    if (!PARAMETER_NAME.matcher(name).matches()) {
      throw error(
          "The name of a parameter must consist of words that begin with a letter, joined by dots.",
          "'" + name + "'",
          "i.p, for the peephole of the gate i");
    }
    return name;
  }

  /** The size, if it is at least 1. */
  int requireSize(int size, String name) {
    if (size < 1) {
      throw error(
          "The size of " + name + " must be at least 1.",
          Integer.toString(size),
          "sizes of this layer: " + inputSize + " inputs, " + units + " units");
    }
    return size;
  }

  /** The number of blocks, if it divides the sizes of result and operand. */
  int requireBlocks(int blocks, String equation, int size, int operand) {
    if (blocks < 1 || size % blocks != 0 || operand % blocks != 0) {
      throw error(
          "The blocks of the affine map " + equation + " must divide both of its vectors.",
          blocks + " blocks, from a vector of " + operand + " to one of " + size,
          "a number that divides " + operand + " and " + size);
    }
    return blocks;
  }

  /** A matrix of fixed values, if its rows are as long as each other. */
  ParameterSpec constant(String name, double[][] values) {
    int rows = requireSize(values.length, name);
    int columns = requireSize(values[0].length, name);
    for (double[] row : values) {
      if (row.length != columns) {
        throw error(
            "The rows of the matrix " + name + " must be as long as each other.",
            "rows of " + columns + " and of " + row.length,
            "one number for each row and column");
      }
    }
    double[] elements = Arrays.stream(values).flatMapToDouble(Arrays::stream).toArray();
    return new ParameterSpec(name, rows, columns, (tensor, random) -> fill(tensor, elements));
  }

  private static void fill(Tensor tensor, double[] elements) {
    for (int i = 0; i < elements.length; i++) {
      tensor.set(i, elements[i]);
    }
  }

  /** An error at the line of the cell that is being run. */
  CarouselException error(String summary, String found, String mend) {
    return errorAt(CallSite.current(), summary, found, mend);
  }

  /** An error at a line that was passed before. */
  CarouselException errorAt(String site, String summary, String found, String mend) {
    return CarouselException.failure(summary).found(found).where(place(site)).mend(mend).build();
  }

  /** How errors write a line of the cell. */
  String place(String site) {
    return "cell of " + layer + site;
  }
}
