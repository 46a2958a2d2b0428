package dev.carousel.model;

/**
 * A loss summed over predictions, with other totals over them. Masked steps and missing targets are
 * left out.
 *
 * @param sum of the losses; that of a prediction of several numbers is the mean over the known ones
 * @param predictions how many
 * @param correct how many of them chose the correct class; 0 for numbers
 * @param absolute the sum of the absolute errors, averaged over the known numbers of one
 *     prediction; 0 for classes
 * @param squared the sum of the squared errors, averaged in the same way; 0 for classes
 */
public record LossTotal(
    double sum, long predictions, long correct, double absolute, double squared) {

  /** The loss of no predictions. */
  public static LossTotal none() {
    return new LossTotal(0, 0, 0, 0, 0);
  }

  /** The sum of both. */
  public LossTotal plus(LossTotal other) {
    return new LossTotal(
        sum + other.sum,
        predictions + other.predictions,
        correct + other.correct,
        absolute + other.absolute,
        squared + other.squared);
  }

  /** The mean loss of one prediction; NaN if there is none. */
  public double mean() {
    return sum / predictions;
  }

  /** Sums that grow while predictions of numbers are measured. Used by one thread. */
  static final class Sums {
    long predictions;
    private double sum;
    private double absolute;
    private double squared;

    /**
     * Adds one number of a prediction.
     *
     * @param known how many numbers of the prediction are known
     */
    void add(double loss, double error, int known) {
      sum += loss / known;
      absolute += Math.abs(error) / known;
      squared += error * error / known;
    }

    LossTotal total() {
      return new LossTotal(sum, predictions, 0, absolute, squared);
    }
  }
}
