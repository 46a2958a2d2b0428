package dev.carousel.cli.reproduce;

import dev.carousel.Version;
import dev.carousel.cli.sweep.SweepJson;
import dev.carousel.experiments.TrialResult;
import dev.carousel.experiments.published.Arm;
import dev.carousel.experiments.published.ArmOutcome;
import dev.carousel.experiments.published.Ordering;
import dev.carousel.experiments.published.Published;
import dev.carousel.experiments.published.PublishedResult;
import dev.carousel.experiments.published.SeedOutcome;
import dev.carousel.experiments.published.Source;
import dev.carousel.experiments.statistics.Comparison;
import dev.carousel.experiments.statistics.Summary;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Published results, and what came of them, as a document of JSON. */
final class ReproduceJson {
  private ReproduceJson() {}

  /** Results that were not run. */
  static Map<String, Object> list(List<PublishedResult> results) {
    return document(results.stream().map(ReproduceJson::result).toList());
  }

  /** Results that were run. */
  static Map<String, Object> of(List<Reproduced> all) {
    return document(all.stream().map(ReproduceJson::reproduced).toList());
  }

  private static Map<String, Object> document(List<Map<String, Object>> results) {
    Map<String, Object> document = new LinkedHashMap<>();
    document.put("carousel", Version.current());
    document.put("command", "reproduce");
    document.put("java", Runtime.version().toString());
    document.put("results", results);
    return document;
  }

  /** What is known before it is run. */
  private static Map<String, Object> result(PublishedResult one) {
    Map<String, Object> result = new LinkedHashMap<>();
    Source source = one.source();
    Published published = one.published();
    result.put("name", one.name());
    result.put("title", one.title());
    result.put(
        "source",
        map(
            "cited",
            source.cited(),
            "paper",
            source.paper(),
            "place",
            source.place(),
            "read",
            source.isRead()));
    Map<String, Object> claim = new LinkedHashMap<>();
    claim.put("number", published.number());
    claim.put("unit", published.unit().isEmpty() ? null : published.unit());
    claim.put("words", published.words());
    result.put("published", claim);
    result.put("ours", one.ours());
    result.put("criterion", one.criterion().toString());
    result.put("seeds", one.seeds());
    result.put("fingerprint", one.fingerprint());
    result.put("aboutSeconds", one.budget().seconds());
    List<Map<String, Object>> arms = new ArrayList<>();
    for (Arm arm : one.arms()) {
      arms.add(
          map(
              "name", arm.name(),
              "claim", arm.claim().name().toLowerCase(Locale.ROOT),
              "settings", one.settings(arm)));
    }
    result.put("arms", arms);
    return result;
  }

  private static Map<String, Object> reproduced(Reproduced one) {
    Map<String, Object> result = result(one.result());
    List<Map<String, Object>> arms = new ArrayList<>();
    for (ArmOutcome arm : one.verdict().arms()) {
      arms.add(arm(one.result(), arm));
    }
    result.put("arms", arms);
    List<Map<String, Object>> orderings = new ArrayList<>();
    for (int i = 0; i < one.verdict().comparisons().size(); i++) {
      orderings.add(ordering(one.result().orderings().get(i), one.verdict().comparisons().get(i)));
    }
    result.put("orderings", orderings);
    result.put("verdict", one.verdict().kind().word());
    result.put("sentence", one.verdict().sentence());
    result.put("seconds", one.seconds());
    List<Map<String, Object>> trials = new ArrayList<>();
    for (int i = 0; i < one.trials().size(); i++) {
      trials.add(trial(one.outcomes().get(i), one.trials().get(i)));
    }
    result.put("trials", trials);
    return result;
  }

  private static Map<String, Object> arm(PublishedResult result, ArmOutcome one) {
    Map<String, Object> arm =
        map(
            "name", one.arm().name(),
            "claim", one.arm().claim().name().toLowerCase(Locale.ROOT),
            "settings", result.settings(one.arm()),
            "solved", one.solved(),
            "seeds", one.seeds());
    arm.put("figure", summary(one.figure()));
    arm.put("updatesNeeded", summary(one.updates()));
    arm.put("cpuSeconds", one.seconds());
    return arm;
  }

  private static Map<String, Object> summary(Summary one) {
    Map<String, Object> summary = new LinkedHashMap<>();
    summary.put("finite", one.finite());
    summary.put("mean", one.mean());
    summary.put("ci95", List.of(one.low95(), one.high95()));
    summary.put("best", one.best());
    summary.put("worst", one.worst());
    return summary;
  }

  private static Map<String, Object> ordering(Ordering asked, Comparison found) {
    Map<String, Object> ordering =
        map("better", asked.better(), "worse", asked.worse(), "by", asked.by().words());
    ordering.put("meanDifference", found.meanDifference());
    ordering.put("ci95", List.of(found.interval().low(), found.interval().high()));
    ordering.put("pValue", found.pValue());
    ordering.put("test", found.test());
    ordering.put("verdict", found.verdict().word());
    ordering.put("sentence", found.sentence());
    return ordering;
  }

  private static Map<String, Object> trial(SeedOutcome outcome, TrialResult made) {
    Map<String, Object> trial = new LinkedHashMap<>();
    trial.put("arm", outcome.arm());
    trial.put("seed", outcome.seed());
    trial.put("outcome", SweepJson.word(made.outcome()));
    trial.put("figure", outcome.figure());
    trial.put("updatesNeeded", outcome.updates());
    trial.put("updates", made.updates());
    trial.put("cpuSeconds", outcome.seconds());
    trial.put("sha256", made.sha256().isEmpty() ? null : made.sha256());
    return trial;
  }

  private static Map<String, Object> map(Object... pairs) {
    Map<String, Object> map = new LinkedHashMap<>();
    for (int i = 0; i < pairs.length; i += 2) {
      map.put((String) pairs[i], pairs[i + 1]);
    }
    return map;
  }
}
