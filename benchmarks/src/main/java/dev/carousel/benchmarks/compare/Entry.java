package dev.carousel.benchmarks.compare;

import dev.carousel.benchmarks.problem.Case;
import dev.carousel.benchmarks.problem.Shape;
import dev.carousel.benchmarks.worker.CarouselWorkload;
import dev.carousel.benchmarks.worker.Measurement;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.commons.math3.stat.descriptive.rank.Median;

/**
 * A contender on a case, over all rounds.
 *
 * @param outcomes one for each round that it took part in; after a failure it takes part no more
 */
record Entry(Case subject, String contender, List<Outcome> outcomes) {
  /** Copies the list. */
  Entry {
    outcomes = List.copyOf(outcomes);
  }

  /** Whether it is Carousel's. */
  boolean isCarousel() {
    return contender.equals(CarouselWorkload.ID);
  }

  /** Why it was not timed in every round; empty if it was. */
  Optional<String> failure() {
    return all(Outcome.Failed.class).map(Outcome.Failed::reason).findFirst();
  }

  /** Why it does not take the case; empty if it does. */
  Optional<String> refusal() {
    return all(Outcome.NotOffered.class).map(Outcome.NotOffered::reason).findFirst();
  }

  private <T extends Outcome> Stream<T> all(Class<T> type) {
    return outcomes.stream().filter(type::isInstance).map(type::cast);
  }

  /** The measurements, one for each round; empty if one failed. */
  List<Measurement> measurements() {
    return failure().isPresent()
        ? List.of()
        : all(Outcome.Timed.class).map(Outcome.Timed::measurement).toList();
  }

  /** Whether there is a time. */
  boolean isTimed() {
    return !measurements().isEmpty();
  }

  /** The median of the rounds' medians; NaN if there is none. */
  double millis() {
    double[] medians = measurements().stream().mapToDouble(Measurement::medianMillis).toArray();
    return new Median().evaluate(medians);
  }

  /** What a training run predicts in a second; NaN if there is no time, or it is no run. */
  double perSecond() {
    Shape shape = subject.shape();
    int predictions =
        switch (subject.kind()) {
          case CHARACTERS, WORDS -> shape.batch() * shape.steps();
          case TABLE -> shape.batch();
          case TRAIN, INFER, STREAM -> 0;
        };
    return predictions == 0 ? Double.NaN : predictions / millis() * 1e3;
  }

  /** The shortest run of all; NaN if there is none. */
  double leastMillis() {
    return measurements().stream().mapToDouble(Measurement::leastMillis).min().orElse(Double.NaN);
  }

  /** The runs that were counted, of all rounds. */
  int runs() {
    return measurements().stream().mapToInt(Measurement::runs).sum();
  }

  /** The longest time that a compiler took: later rounds find its results in a cache; else NaN. */
  double compileSeconds() {
    return measurements().stream()
        .map(Measurement::compileSeconds)
        .filter(Objects::nonNull)
        .mapToDouble(Double::doubleValue)
        .max()
        .orElse(Double.NaN);
  }

  /** The largest difference from the truth; NaN if it was not timed. */
  double largestOutputError() {
    return measurements().stream().mapToDouble(Measurement::outputError).max().orElse(Double.NaN);
  }

  /** The same of the input's gradient. */
  double largestGradientError() {
    return measurements().stream().mapToDouble(Measurement::gradientError).max().orElse(Double.NaN);
  }

  /** What framework it was, with its version; empty if it was not timed. */
  Optional<String> version() {
    return measurements().stream()
        .flatMap(measured -> Optional.ofNullable(measured.version()).stream())
        .findFirst();
  }
}
