package dev.carousel.engine;

import dev.carousel.spi.Cell;
import dev.carousel.tensor.Precision;
import dev.carousel.tensor.Tensor;

/**
 * Runs cells over sequences and computes losses. Thread-safe. Results do not depend on the number
 * of threads.
 */
public interface Engine extends AutoCloseable {
  /** The precision of all that it computes. */
  Precision precision();

  /** Which kernels it runs on: {@code reference}, {@code scalar}, {@code vector-256}, .... */
  String kernels();

  /** The number of threads that it runs on. */
  int threads();

  /**
   * Traces and compiles a cell.
   *
   * @param name of the layer, for errors and for {@link dev.carousel.spi.StateGradient#layer()}
   * @param inputSize the number of input features
   * @param units the number of hidden units
   * @throws dev.carousel.error.CarouselException if the cell's equations do not fit together
   */
  LayerProgram compile(String name, Cell cell, int inputSize, int units);

  /**
   * Softmax and cross-entropy, row by row.
   *
   * @param logits {@code [.., classes]}, row by row; replaced by the gradient of the sum of {@code
   *     weight * loss} with respect to them
   * @param targets the right class of each row; a negative one leaves its row out, with gradient 0
   * @param weight what each row's gradient is multiplied by
   * @return the sum of the rows' losses in nats, unweighted
   */
  double softmaxCrossEntropy(Tensor logits, int[] targets, double weight);

  @Override
  void close();
}
