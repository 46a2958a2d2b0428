package dev.carousel.internal.engine.fused.plan;

import dev.carousel.engine.ParameterSpec;
import java.util.List;

/**
 * One product over all steps and rows that gives the gradients of one matrix or more.
 *
 * @param rows where the vectors of its rows lie, side by side
 * @param height the number of its rows
 * @param columns where the vector of its columns lies
 * @param width the number of its columns
 * @param readsInput whether the columns are the layer's input, which may be of symbols
 * @param parts of parameters, from the first row down
 */
public record WeightGradient(
    Place rows, int height, Place columns, int width, boolean readsInput, List<Part> parts) {

  /**
   * Some rows of a matrix.
   *
   * @param atRow the first of them
   */
  public record Part(ParameterSpec matrix, int atRow, int rows) {}
}
