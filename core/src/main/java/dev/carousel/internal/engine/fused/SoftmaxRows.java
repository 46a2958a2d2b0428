package dev.carousel.internal.engine.fused;

import dev.carousel.engine.ClassSums;
import dev.carousel.internal.kernel.Kernels;
import dev.carousel.spi.SoftmaxTerms;
import java.util.Arrays;

/**
 * Softmax and cross-entropy of rows of logits, which are replaced by their gradients. A row is gone
 * over several times while it is in the cache, but read from memory and written to it once.
 *
 * @param v the logits, row by row
 * @param targets the class of each row; a negative one leaves its row out
 * @param weight the factor on the gradients
 */
record SoftmaxRows(
    Kernels kernels, float[] v, int classes, int[] targets, SoftmaxTerms terms, float weight) {

  /** Runs over so many rows, or up to the last. */
  ClassSums run(int first, int count) {
    double loss = 0;
    long correct = 0;
    int end = Math.min(targets.length, first + count);
    for (int row = first; row < end; row++) {
      int at = row * classes;
      int target = targets[row];
      if (target < 0) {
        Arrays.fill(v, at, at + classes, 0f);
      } else {
        int best = largest(at);
        correct += best == target ? 1 : 0;
        loss += loss(at, target, best);
      }
    }
    return new ClassSums(loss, correct);
  }

  /**
   * The loss of a row, whose logits become gradients.
   *
   * @param best where its largest logit stands
   */
  private double loss(int at, int target, int best) {
    float largest = v[at + best];
    double total = terms.total(target, classes);
    double share = terms.ofTarget(target);
    double logits = share * ((double) v[at + target] - largest);
    logits += terms.smoothing() > 0 ? smoothed(at, largest) : 0;
    kernels.linear(1f, -largest, classes, v, at);
    kernels.exp(classes, v, at);
    double sum = sum(at);
    kernels.linear((float) (total * weight / sum), 0f, classes, v, at);
    v[at + target] -= (float) (share * weight);
    for (int k = 0; k < classes && terms.smoothing() > 0; k++) {
      v[at + k] -= (float) (terms.everywhere(k, classes) * weight);
    }
    return total * Math.log(sum) - logits;
  }

  /** Where the largest of a row stands, the first of equal ones. */
  private int largest(int at) {
    int best = 0;
    float largest = v[at];
    for (int k = 1; k < classes; k++) {
      float logit = v[at + k];
      if (logit > largest) { // of a random row true ln(classes) times: cheaper than Math.max
        largest = logit;
        best = k;
      }
    }
    return best;
  }

  /** Four sums side by side, as each addition waits for the one before it. */
  private double sum(int at) {
    double a = 0;
    double b = 0;
    double c = 0;
    double d = 0;
    int k = at;
    for (int last = at + classes - 3; k < last; k += 4) {
      a += v[k];
      b += v[k + 1];
      c += v[k + 2];
      d += v[k + 3];
    }
    for (; k < at + classes; k++) {
      a += v[k];
    }
    return (a + b) + (c + d);
  }

  /** The logits, less the largest, weighted with what label smoothing adds to every class. */
  private double smoothed(int at, float largest) {
    double sum = 0;
    for (int k = 0; k < classes; k++) {
      sum += terms.everywhere(k, classes) * ((double) v[at + k] - largest);
    }
    return sum;
  }
}
