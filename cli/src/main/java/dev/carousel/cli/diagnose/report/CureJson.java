package dev.carousel.cli.diagnose.report;

import dev.carousel.flow.diagnosis.Rule;
import dev.carousel.flow.remedy.Cure;
import dev.carousel.flow.trial.JudgedTrial;
import dev.carousel.flow.trial.PairedDifference;
import dev.carousel.flow.trial.Promise;
import dev.carousel.flow.trial.TrialVerdict;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Changes that were tried and what came of them, as JSON. Means are over seeds. */
final class CureJson {
  private CureJson() {}

  static Map<String, ?> of(Cure cure) {
    JudgedTrial judged = cure.judged();
    PairedDifference loss = judged.trial().loss();
    Map<String, @Nullable Object> json = new LinkedHashMap<>();
    json.put("finding", cure.rules().get(0).word());
    json.put("findings", cure.rules().stream().map(Rule::word).toList());
    json.put("change", cure.change().options());
    json.put("validLossBefore", loss.meanBefore());
    json.put("validLossAfter", loss.meanAfter());
    putDifference(json, judged);
    json.put("measures", measures(judged));
    json.put("helped", helped(judged.verdict()));
    json.put("verdict", judged.verdict().word());
    json.put("summary", judged.summary());
    return json;
  }

  private static void putDifference(Map<String, @Nullable Object> json, JudgedTrial judged) {
    PairedDifference loss = judged.trial().loss();
    json.put("seeds", loss.seeds());
    json.put("validLossesBefore", loss.before());
    json.put("validLossesAfter", loss.after());
    json.put("lossDifference", loss.mean());
    json.put("lossCi95", interval(loss));
    json.put("degreesOfFreedom", loss.degreesOfFreedom());
    json.put("pValue", loss.pValue());
    json.put("pValueHolm", judged.pValue());
  }

  private static @Nullable Boolean helped(TrialVerdict verdict) {
    return verdict == TrialVerdict.NOT_JUDGED || verdict == TrialVerdict.NOT_MEASURED
        ? null
        : verdict == TrialVerdict.HELPED;
  }

  static @Nullable List<Double> interval(PairedDifference difference) {
    return difference.pairs() < 2 ? null : List.of(difference.low95(), difference.high95());
  }

  private static List<Map<String, ?>> measures(JudgedTrial judged) {
    List<Map<String, ?>> measures = new ArrayList<>();
    for (Promise promise : judged.trial().promises()) {
      Promise.Outcome outcome = judged.outcomes().get(measures.size());
      PairedDifference figures = promise.figures();
      Map<String, @Nullable Object> json = new LinkedHashMap<>();
      json.put("name", promise.name());
      json.put("unit", promise.unit());
      json.put("before", figures.meanBefore());
      json.put("after", figures.meanAfter());
      json.put("difference", figures.mean());
      json.put("ci95", interval(figures));
      PairedDifference tested = promise.tested();
      List<Double> logs = promise.isRatio() ? interval(tested) : null;
      json.put("ratio", promise.isRatio() ? Math.exp(tested.mean()) : null);
      json.put("ratioCi95", logs == null ? null : logs.stream().map(Math::exp).toList());
      json.put("pValue", tested.pValue());
      json.put(
          "improved",
          outcome == Promise.Outcome.NOT_MEASURED ? null : outcome == Promise.Outcome.BETTER);
      json.put("outcome", outcome.words());
      measures.add(json);
    }
    return measures;
  }
}
