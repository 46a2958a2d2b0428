package dev.carousel.flow.diagnosis;

import dev.carousel.flow.steps.Truncation;
import dev.carousel.flow.training.ClipReport;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import org.apache.commons.math3.stat.descriptive.rank.Percentile;

/** What clipping and truncation made of the gradient. */
final class TrainingRules {
  /** Below this the truncated gradient points elsewhere. */
  private static final double LEAST_COSINE = 0.9;

  private TrainingRules() {}

  static List<Finding> of(Evidence evidence) {
    List<Finding> findings = new ArrayList<>();
    ClipReport clipping = evidence.clipping();
    if (clipping != null && clipping.isLearningRate()) {
      findings.add(clipping(clipping));
    }
    Truncation truncation = evidence.report().truncation();
    if (evidence.bptt() > 0 && !truncation.chunks().isEmpty()) {
      truncation(evidence.bptt(), truncation, findings);
    }
    return findings;
  }

  private static Finding clipping(ClipReport clipping) {
    double median = new Percentile().evaluate(clipping.normsBefore(), 50);
    return new Finding(
        Rule.CLIPPING_AS_LEARNING_RATE,
        "Clipping has become the learning rate.",
        List.of(
            Words.percent(clipping.clippedShare())
                + " of "
                + clipping.entries().size()
                + " updates were clipped, so that the threshold sets the size of the steps.",
            Words.text("The median norm before clipping was %s.", median)),
        Confidence.HIGH,
        null,
        null);
  }

  private static void truncation(int bptt, Truncation truncation, List<Finding> findings) {
    OptionalInt shortest = truncation.shortestWithCosine(LEAST_COSINE);
    boolean isMeasured = bptt < truncation.steps();
    if (isMeasured && (shortest.isEmpty() || bptt < shortest.getAsInt())) {
      Truncation.ChunkLength nearest = truncation.chunks().get(0);
      for (Truncation.ChunkLength chunk : truncation.chunks()) {
        nearest = chunk.steps() <= bptt ? chunk : nearest;
      }
      findings.add(
          new Finding(
              Rule.SHORT_TRUNCATION,
              "Chunks of " + bptt + " steps are too short.",
              List.of(
                  Words.text(
                      "Cut every %d steps, the gradient has a cosine of %s with the full one over"
                          + " %d steps.",
                      nearest.steps(), nearest.cosine(), truncation.steps()),
                  shortest.isEmpty()
                      ? "No shorter chunk keeps a cosine of 0.9."
                      : "From " + shortest.getAsInt() + " steps on it keeps 0.9."),
              Confidence.MEDIUM,
              null,
              null));
    }
  }
}
