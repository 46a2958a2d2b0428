package dev.carousel.engine;

import dev.carousel.spi.Cell;
import dev.carousel.spi.SoftmaxTerms;
import dev.carousel.tensor.Precision;
import dev.carousel.tensor.Tensor;
import dev.carousel.tensor.Workers;

/**
 * Runs cells over sequences and computes losses. Thread-safe. Results depend neither on the number
 * of threads nor on what else the engine computes at the same time.
 *
 * <p>An interrupted thread finishes its computation and keeps its interrupt flag. An exception that
 * a watcher throws on one of the engine's threads reaches the calling thread; the engine stays
 * usable.
 */
public interface Engine extends AutoCloseable {
  /** The precision of all computations. */
  Precision precision();

  /** The kernels that it runs on: {@code reference}, {@code scalar}, {@code vector-256}, .... */
  String kernels();

  /** The number of threads that it runs on. */
  int threads();

  /** The number of steps whose values a pass keeps; 0 for all. See {@link EngineSettings}. */
  default int keptSteps() {
    return 0;
  }

  /** The format of the weights that its layers multiply with; by default as they are. */
  default WeightFormat weights() {
    return WeightFormat.FLOAT32;
  }

  /** Its threads and loops, for work beside its layers; by default the caller's thread alone. */
  default Workers workers() {
    return Workers.CALLER;
  }

  /**
   * Traces and compiles a cell.
   *
   * @param name of the layer, for errors and for {@link dev.carousel.spi.StateGradient#layer()}
   * @param inputSize the number of input features
   * @param units the number of hidden units
   * @throws dev.carousel.error.CarouselException if the cell's equations do not fit together
   */
  LayerProgram compile(String name, Cell cell, int inputSize, int units);

  /** The log loss of classes, row by row, as the method below with {@link SoftmaxTerms#PLAIN}. */
  default ClassSums softmaxCrossEntropy(Tensor logits, int[] targets, double weight) {
    return softmaxCrossEntropy(logits, targets, SoftmaxTerms.PLAIN, weight);
  }

  /**
   * Softmax and cross-entropy, row by row.
   *
   * @param logits {@code [.., classes]}, row by row; replaced by the gradient of the sum of {@code
   *     weight * loss} with respect to them
   * @param targets the correct class of each row; a negative one leaves out its row, with gradient
   *     0
   * @param terms the weights of the classes, and label smoothing
   * @param weight the factor on each row's gradient
   * @throws dev.carousel.error.CarouselException if a target is not one of the classes, the number
   *     of targets differs from the number of rows, or there is not one weight for each class
   */
  ClassSums softmaxCrossEntropy(Tensor logits, int[] targets, SoftmaxTerms terms, double weight);

  /**
   * Ends the engine's threads, and returns when they have ended, or at once if the caller is one of
   * them or is interrupted. Other threads finish the layer that they are computing. Later requests
   * to the engine, or to a network on it, fail with a {@link dev.carousel.error.CarouselException}.
   * A second call does nothing.
   */
  @Override
  void close();
}
