package dev.carousel.model;

import dev.carousel.data.Chunk;
import dev.carousel.data.DataShape;
import dev.carousel.data.Targets;
import dev.carousel.engine.ClassSums;
import dev.carousel.engine.Engine;
import dev.carousel.error.CarouselException;
import dev.carousel.spi.ClassLoss;
import dev.carousel.spi.Loss;
import dev.carousel.spi.NumberLoss;
import dev.carousel.spi.SoftmaxTerms;
import dev.carousel.tensor.Largest;
import dev.carousel.tensor.Tensor;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.IntFunction;
import java.util.function.IntPredicate;

/**
 * The loss of a network's head: how many outputs the head has, the loss of its outputs, and the
 * predictions that they stand for. Immutable and thread-safe.
 *
 * <p>Masked steps and missing targets have no loss and no gradient. A missing number is NaN in
 * {@link Targets.Values}, a missing class {@link Targets#MISSING} in {@link Targets.Symbols}. The
 * loss of a prediction of several numbers is the mean over the known ones; it counts if at least
 * one is known.
 */
public final class HeadLoss {
  private final Loss loss;
  private final DataShape data;

  private HeadLoss(Loss loss, DataShape data) {
    this.loss = loss;
    this.data = data;
  }

  /**
   * A loss for such data.
   *
   * @throws CarouselException if it is a loss of classes and the data are numbers, or the other way
   *     round, or it is made for another number of classes
   */
  public static HeadLoss of(Loss loss, DataShape data) {
    if (loss instanceof ClassLoss != data.symbolsOut()) {
      boolean isOfClasses = loss instanceof ClassLoss;
      throw CarouselException.usage("The loss does not fit what is predicted.")
          .expected("a loss of " + (data.symbolsOut() ? "classes" : "numbers"))
          .found("a loss of " + (isOfClasses ? "classes" : "numbers") + " (" + loss.measure() + ")")
          .where(data)
          .mend("carousel plugins losses lists them; or choose no loss")
          .build();
    }
    if (loss instanceof ClassLoss classes) {
      classes.softmax(data.outputFeatures());
    } else if (loss instanceof NumberLoss numbers && numbers.outputs() < 1) {
      throw CarouselException.failure("The loss has no output.")
          .expected("at least 1 output for each number")
          .found(numbers.outputs())
          .where(loss.getClass().getName())
          .build();
    }
    return new HeadLoss(loss, data);
  }

  /** The loss for such data if none is chosen. */
  public static HeadLoss of(DataShape data) {
    return of(NaturalLoss.of(data), data);
  }

  /** The loss itself. */
  public Loss loss() {
    return loss;
  }

  /** The number of the head's outputs. */
  public int outputs() {
    return data.outputFeatures() * outputsOfEach();
  }

  private int outputsOfEach() {
    return loss instanceof NumberLoss numbers ? numbers.outputs() : 1;
  }

  /** How a mean loss is followed: {@code nats per symbol}, {@code (mean squared error)}. */
  public String unit() {
    return isLogLoss() ? "nats per symbol" : "(mean " + measure() + ")";
  }

  /** What the loss of one prediction is, such as {@code squared error}. */
  public String measure() {
    return loss.measure();
  }

  /** Whether its figures are nats of the probability of the correct class. */
  public boolean isLogLoss() {
    return terms().filter(SoftmaxTerms::isPlain).isPresent();
  }

  private Optional<SoftmaxTerms> terms() {
    return loss instanceof ClassLoss classes
        ? classes.softmax(data.outputFeatures())
        : Optional.empty();
  }

  /**
   * The numbers that outputs stand for.
   *
   * @param outputs of one prediction
   * @return one for each number to be predicted; empty for classes
   */
  public double[] points(double[] outputs) {
    if (!(loss instanceof NumberLoss numbers)) {
      return new double[0];
    }
    double[] points = new double[data.outputFeatures()];
    for (int k = 0; k < points.length; k++) {
      points[k] = numbers.point(of(outputs, k));
    }
    return points;
  }

  /** The levels of the quantiles that are usually written beside the points; empty for none. */
  public List<Double> levels() {
    return loss instanceof NumberLoss numbers ? numbers.levels() : List.of();
  }

  /**
   * A quantile of each number.
   *
   * @param outputs of one prediction
   * @param level above 0 and below 1
   * @return one for each number to be predicted, NaN where the loss does not determine it; empty
   *     for classes
   */
  public double[] quantiles(double[] outputs, double level) {
    if (!(loss instanceof NumberLoss numbers)) {
      return new double[0];
    }
    double[] found = new double[data.outputFeatures()];
    for (int k = 0; k < found.length; k++) {
      OptionalDouble quantile = numbers.quantile(of(outputs, k), level);
      found[k] = quantile.orElse(Double.NaN);
    }
    return found;
  }

  /**
   * The probabilities of the classes.
   *
   * @param outputs of one prediction
   * @return one for each class; empty if numbers are predicted
   */
  public double[] probabilities(double[] outputs) {
    return loss instanceof ClassLoss ? ClassLoss.probabilities(outputs) : new double[0];
  }

  private double[] of(double[] outputs, int number) {
    int size = outputsOfEach();
    return Arrays.copyOfRange(outputs, number * size, (number + 1) * size);
  }

  /**
   * Measures outputs and replaces them by the gradient of {@code weight * sum}.
   *
   * @param outputs {@code [T, B, K]} or {@code [1, B, K]}
   */
  LossTotal measure(Engine engine, Tensor outputs, Chunk chunk, double weight) {
    return measure(engine, outputs, chunk, weight, int[]::new);
  }

  /**
   * The same with memory of the caller.
   *
   * @param ids gives an array of a length, whatever it holds
   */
  LossTotal measure(
      Engine engine, Tensor outputs, Chunk chunk, double weight, IntFunction<int[]> ids) {
    if (chunk.targets() instanceof Targets.Symbols symbols) {
      return classes(engine, outputs, counted(symbols, chunk, ids), weight);
    }
    return numbers(outputs, (Targets.Values) chunk.targets(), chunk::counts, weight);
  }

  /** The classes that count, and {@link Targets#MISSING} elsewhere. */
  private static int[] counted(Targets.Symbols symbols, Chunk chunk, IntFunction<int[]> memory) {
    if (chunk.mask() == null) {
      return symbols.ids();
    }
    int[] ids = memory.apply(symbols.count());
    Arrays.setAll(ids, place -> chunk.counts(place) ? symbols.ids()[place] : Targets.MISSING);
    return ids;
  }

  /**
   * Measures predictions, without their gradient.
   *
   * @param outputs {@code [N, 1, K]}; replaced
   */
  LossTotal measure(Engine engine, Tensor outputs, Targets targets) {
    return targets instanceof Targets.Symbols symbols
        ? classes(engine, outputs, symbols.ids(), 0)
        : numbers(outputs, (Targets.Values) targets, place -> true, 0);
  }

  private LossTotal classes(Engine engine, Tensor outputs, int[] ids, double weight) {
    Optional<SoftmaxTerms> terms = terms();
    ClassSums sums =
        terms.isPresent()
            ? engine.softmaxCrossEntropy(outputs, ids, terms.get(), weight)
            : classes((ClassLoss) loss, outputs, ids, weight);
    long predictions = Arrays.stream(ids).filter(id -> id >= 0).count();
    return new LossTotal(sums.loss(), predictions, sums.correct(), 0, 0);
  }

  /** A loss of classes that the engine does not know. */
  private static ClassSums classes(ClassLoss own, Tensor outputs, int[] ids, double weight) {
    int size = outputs.extent(2);
    double[] logits = new double[size];
    double[] gradient = new double[size];
    double sum = 0;
    long correct = 0;
    for (int place = 0; place < ids.length; place++) {
      Arrays.fill(gradient, 0);
      if (ids[place] >= 0) {
        read(outputs, place * size, logits);
        sum += own.loss(logits, ids[place], gradient);
        correct += Largest.of(logits) == ids[place] ? 1 : 0;
      }
      write(outputs, place * size, gradient, weight);
    }
    return new ClassSums(sum, correct);
  }

  private LossTotal numbers(
      Tensor outputs, Targets.Values targets, IntPredicate counts, double weight) {
    NumberLoss own = (NumberLoss) loss;
    double[] values = new double[own.outputs()];
    double[] gradient = new double[own.outputs()];
    LossTotal.Sums sums = new LossTotal.Sums();
    for (int place = 0; place < targets.count(); place++) {
      int known = counts.test(place) ? targets.known(place) : 0;
      sums.predictions += known > 0 ? 1 : 0;
      for (int k = 0; k < targets.features(); k++) {
        int index = place * targets.features() + k;
        float target = targets.values()[index];
        Arrays.fill(gradient, 0);
        if (known > 0 && !Float.isNaN(target)) {
          read(outputs, index * values.length, values);
          requireFit(own, target, index);
          sums.add(own.loss(values, target, gradient), own.point(values) - target, known);
        }
        write(outputs, index * values.length, gradient, weight, Math.max(1, known));
      }
    }
    return sums.total();
  }

  private void requireFit(NumberLoss own, float target, int index) {
    String wanted = own.unfit(target);
    if (wanted != null) {
      throw CarouselException.failure("A number to be predicted does not suit the loss.")
          .expected(wanted)
          .found(target)
          .where(
              "number %d of %d".formatted(index % data.outputFeatures() + 1, data.outputFeatures()))
          .mend("another loss (carousel plugins losses), or numbers that are not scaled")
          .build();
    }
  }

  /**
   * The loss of each prediction, in the order of the targets; 0 where a step is masked, or where
   * nothing is known of its targets.
   *
   * @param outputs {@code [T, B, K]} or {@code [1, B, K]}
   */
  double[] each(Tensor outputs, Chunk chunk) {
    double[] losses = new double[chunk.targets().count()];
    int size = outputs.extent(2);
    double[] own = new double[size];
    for (int place = 0; place < losses.length; place++) {
      if (chunk.counts(place)) {
        read(outputs, place * size, own);
        losses[place] = of(own, chunk.targets(), place);
      }
    }
    return losses;
  }

  /**
   * The loss of one prediction; 0 if nothing is known of its targets.
   *
   * @param outputs of the prediction
   * @param place of its targets
   */
  public double of(double[] outputs, Targets targets, int place) {
    if (targets instanceof Targets.Symbols symbols) {
      int id = symbols.ids()[place];
      return id < 0 ? 0 : ((ClassLoss) loss).loss(outputs, id, new double[outputs.length]);
    }
    Targets.Values values = (Targets.Values) targets;
    int known = values.known(place);
    double sum = 0;
    for (int k = 0; k < values.features(); k++) {
      float target = values.values()[place * values.features() + k];
      if (!Float.isNaN(target)) {
        sum +=
            ((NumberLoss) loss).loss(of(outputs, k), target, new double[outputsOfEach()]) / known;
      }
    }
    return sum;
  }

  private static void read(Tensor from, int at, double[] to) {
    for (int j = 0; j < to.length; j++) {
      to[j] = from.get(at + j);
    }
  }

  private static void write(Tensor to, int at, double[] gradient, double weight) {
    write(to, at, gradient, weight, 1);
  }

  private static void write(Tensor to, int at, double[] gradient, double weight, int known) {
    for (int j = 0; j < gradient.length; j++) {
      to.set(at + j, weight * gradient[j] / known);
    }
  }
}
