package dev.carousel.flow.diagnosis;

import dev.carousel.flow.steps.Truncation;
import dev.carousel.flow.training.ClipReport;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.apache.commons.math3.stat.descriptive.rank.Percentile;

/** The rules about clipping and truncation. */
final class TrainingRules {
  private TrainingRules() {}

  static List<Finding> of(Evidence evidence) {
    List<Finding> findings = new ArrayList<>();
    ClipReport clipping = evidence.clipping();
    if (clipping != null && clipping.isLearningRate()) {
      findings.add(clipping(clipping));
    }
    Truncation truncation = evidence.report().truncation();
    boolean holdsAll = evidence.need().isMeasured() && evidence.bptt() >= evidence.need().context();
    if (evidence.bptt() > 0 && !holdsAll) {
      truncation
          .nearest(evidence.bptt())
          .flatMap(nearest -> truncation(evidence.bptt(), nearest, truncation))
          .ifPresent(findings::add);
    }
    return findings;
  }

  private static Finding clipping(ClipReport clipping) {
    double median = new Percentile().evaluate(clipping.normsBefore(), 50);
    return new Finding(
        Rule.CLIPPING_AS_LEARNING_RATE,
        "Most updates were clipped.",
        List.of(
            Words.percent(clipping.clippedShare())
                + " of "
                + clipping.updates()
                + " updates were clipped, so the threshold sets the size of the steps. This is "
                + "no fault as long as the loss falls.",
            Words.text("The median norm before clipping was %s.", median)),
        Confidence.beyond(clipping.clippedShare(), ClipReport.MOST),
        null,
        null);
  }

  private static Optional<Finding> truncation(
      int bptt, Truncation.ChunkLength nearest, Truncation truncation) {
    OptionalInt shortest = truncation.shortest();
    if (shortest.isPresent() && bptt >= shortest.getAsInt()) {
      return Optional.empty();
    }
    return Optional.of(
        new Finding(
            Rule.SHORT_TRUNCATION,
            "Chunks of " + bptt + " steps are too short.",
            List.of(
                Words.text(
                    "With a cut every %d steps, the gradient has a cosine of %s with the full "
                        + "gradient over %d steps.",
                    nearest.steps(), nearest.cosine(), truncation.steps()),
                shortest.isEmpty()
                    ? "No shorter chunk has a cosine of 0.9."
                    : "From " + shortest.getAsInt() + " steps on, it is at least 0.9."),
            Confidence.MEDIUM,
            null,
            null));
  }
}
