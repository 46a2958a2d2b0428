package dev.carousel.cli.diagnose.report;

import dev.carousel.cli.diagnose.report.TrialSections.Changes;
import dev.carousel.cli.diagnose.report.TrialSections.Measure;
import dev.carousel.cli.diagnose.report.TrialSections.Tried;
import dev.carousel.experiments.statistics.PairedDifference;
import dev.carousel.flow.diagnosis.Rule;
import dev.carousel.flow.remedy.Cure;
import dev.carousel.flow.remedy.Cures;
import dev.carousel.flow.trial.JudgedTrial;
import dev.carousel.flow.trial.Promise;
import dev.carousel.flow.trial.TrialVerdict;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.DoubleStream;
import org.jspecify.annotations.Nullable;

/** Changes that were tried and what came of them, as the records of their JSON. */
final class CureJson {
  private CureJson() {}

  /** Those of one network. */
  static Changes of(List<Cure> cures) {
    return new Changes(
        cures.stream().map(CureJson::tried).toList(),
        cures.isEmpty() ? null : Cures.headline(cures));
  }

  private static Tried tried(Cure cure) {
    JudgedTrial judged = cure.judged();
    PairedDifference loss = judged.trial().loss();
    return new Tried(
        cure.rules().get(0).word(),
        cure.rules().stream().map(Rule::word).toList(),
        cure.change().options(),
        loss.meanBefore(),
        loss.meanAfter(),
        loss.seeds(),
        numbers(loss.before()),
        numbers(loss.after()),
        loss.notFiniteBefore(),
        loss.notFiniteAfter(),
        loss.mean(),
        interval(loss),
        loss.degreesOfFreedom(),
        loss.pValue(),
        judged.pValue(),
        measures(judged),
        helped(judged.verdict()),
        judged.verdict().word(),
        judged.summary());
  }

  private static double[] numbers(List<Double> values) {
    return values.stream().mapToDouble(Double::doubleValue).toArray();
  }

  private static @Nullable Boolean helped(TrialVerdict verdict) {
    return verdict == TrialVerdict.NOT_JUDGED || verdict == TrialVerdict.NOT_MEASURED
        ? null
        : verdict == TrialVerdict.HELPED;
  }

  static double @Nullable [] interval(PairedDifference difference) {
    return difference.pairs() < 2 ? null : new double[] {difference.low95(), difference.high95()};
  }

  private static List<Measure> measures(JudgedTrial judged) {
    List<Measure> measures = new ArrayList<>();
    for (Promise promise : judged.trial().promises()) {
      measures.add(measure(promise, judged.outcomes().get(measures.size())));
    }
    return measures;
  }

  private static Measure measure(Promise promise, Promise.Outcome outcome) {
    PairedDifference figures = promise.figures();
    PairedDifference tested = promise.tested();
    double[] logs = promise.isRatio() ? interval(tested) : null;
    return new Measure(
        promise.name(),
        promise.unit(),
        figures.meanBefore(),
        figures.meanAfter(),
        figures.mean(),
        interval(figures),
        promise.isRatio() ? Math.exp(tested.mean()) : Double.NaN,
        logs == null ? null : DoubleStream.of(logs).map(Math::exp).toArray(),
        tested.pValue(),
        outcome == Promise.Outcome.NOT_MEASURED ? null : outcome == Promise.Outcome.BETTER,
        outcome.words());
  }
}
