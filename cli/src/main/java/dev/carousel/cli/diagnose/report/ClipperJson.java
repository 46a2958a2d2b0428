package dev.carousel.cli.diagnose.report;

import dev.carousel.cli.diagnose.report.TrialSections.Advice;
import dev.carousel.cli.diagnose.report.TrialSections.ClipperTrial;
import dev.carousel.cli.diagnose.report.TrialSections.Clippers;
import dev.carousel.experiments.statistics.PairedDifference;
import dev.carousel.flow.clipping.ClipComparison;
import dev.carousel.flow.clipping.ClipWay;
import dev.carousel.flow.training.ThresholdAdvice;
import dev.carousel.flow.trial.JudgedTrial;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/** Ways to clip that were compared, as the records of their JSON. */
final class ClipperJson {
  private ClipperJson() {}

  static Clippers of(ClipComparison found) {
    List<Optional<JudgedTrial>> judged = found.judged();
    return new Clippers(
        found.updates(),
        found.pilot(),
        advice(found.norm()),
        advice(found.elements()),
        found.seeds(),
        found.reference().clipper(),
        IntStream.range(0, judged.size())
            .mapToObj(i -> trial(found.ways().get(i), judged.get(i)))
            .toList(),
        found.best().map(ClipWay::clipper).orElse(null),
        found.summary());
  }

  static Advice advice(ThresholdAdvice advice) {
    return new Advice(advice.threshold(), advice.reason());
  }

  /** Of the reference itself there is nothing to compare. */
  private static ClipperTrial trial(ClipWay found, Optional<JudgedTrial> judged) {
    Optional<PairedDifference> loss = judged.map(one -> one.trial().loss());
    return new ClipperTrial(
        found.clipper(),
        found.trainLoss(),
        found.validLoss(),
        found.clippedShare(),
        found.cosine(),
        found.largest(),
        found.skipped(),
        found.nonFinite(),
        found.stopped(),
        found.stops(),
        loss.map(PairedDifference::mean).orElse(Double.NaN),
        loss.map(CureJson::interval).orElse(null),
        loss.map(PairedDifference::pValue).orElse(Double.NaN),
        judged.map(one -> one.verdict().word()).orElse(null),
        judged.map(JudgedTrial::summary).orElse(null));
  }
}
