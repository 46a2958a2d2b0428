package dev.carousel.tensor;

import java.util.Arrays;
import java.util.Collection;

/**
 * The sum of the squares of all elements, in double. The elements of a tensor are cut into pieces,
 * and the squares of a piece are added to {@value #SUMS} interleaved sums, so that the order of all
 * additions is fixed, and vectors and threads have something to share.
 */
final class SumOfSquares {
  /** Elements of a piece. */
  private static final int PIECE = 4096;

  private static final int SUMS = 16;

  private SumOfSquares() {}

  static double of(Tensor tensor) {
    return of(tensor, Workers.CALLER);
  }

  private static double of(Tensor tensor, Workers workers) {
    double[] sums = new double[SUMS];
    double sum = 0;
    for (int from = 0; from < tensor.size(); from += PIECE) {
      sum += ofPiece(tensor, from, sums, workers);
    }
    return sum;
  }

  private static double ofPiece(Tensor tensor, int from, double[] sums, Workers workers) {
    int n = Math.min(PIECE, tensor.size() - from);
    Arrays.fill(sums, 0);
    if (tensor instanceof FloatTensor single) {
      workers.addSquares(n, single.array(), from, sums);
    } else {
      double[] values = ((DoubleTensor) tensor).array();
      for (int i = 0; i < n; i++) {
        sums[i % SUMS] += values[from + i] * values[from + i];
      }
    }
    return inPairs(sums);
  }

  private static double inPairs(double[] s) {
    double even = (s[0] + s[8]) + (s[4] + s[12]) + ((s[2] + s[10]) + (s[6] + s[14]));
    double odd = (s[1] + s[9]) + (s[5] + s[13]) + ((s[3] + s[11]) + (s[7] + s[15]));
    return even + odd;
  }

  /** The same over several tensors, whose sums are added in order. */
  static double of(Collection<Tensor> tensors, Workers workers) {
    Tensor[] all = tensors.toArray(Tensor[]::new);
    double[] sums = new double[all.length];
    long elements = Arrays.stream(all).mapToLong(Tensor::size).sum();
    int threads = workers.threadsFor(elements);
    if (threads == 1) {
      Arrays.setAll(sums, i -> of(all[i], workers));
    } else {
      share(all, sums, threads, workers);
    }
    return Arrays.stream(sums).reduce(0, Double::sum);
  }

  private static void share(Tensor[] tensors, double[] sums, int threads, Workers workers) {
    int[] firsts = new int[tensors.length + 1];
    for (int i = 0; i < tensors.length; i++) {
      firsts[i + 1] = firsts[i] + (tensors[i].size() + PIECE - 1) / PIECE;
    }
    double[] pieces = new double[firsts[tensors.length]];
    workers.share(
        threads,
        worker -> {
          double[] own = new double[SUMS];
          for (int i = 0; i < tensors.length; i++) {
            for (int piece = firsts[i]; piece < firsts[i + 1]; piece++) {
              if (piece % threads == worker) {
                pieces[piece] = ofPiece(tensors[i], (piece - firsts[i]) * PIECE, own, workers);
              }
            }
          }
        });
    for (int i = 0; i < tensors.length; i++) {
      for (int piece = firsts[i]; piece < firsts[i + 1]; piece++) {
        sums[i] += pieces[piece];
      }
    }
  }
}
