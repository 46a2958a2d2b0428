package dev.carousel.cli.diagnose.report;

import dev.carousel.flow.clipping.ClipComparison;
import dev.carousel.flow.clipping.ClipWay;
import dev.carousel.flow.training.ThresholdAdvice;
import dev.carousel.flow.trial.JudgedTrial;
import dev.carousel.flow.trial.PairedDifference;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Ways to clip that were compared, as JSON. */
final class ClipperJson {
  private ClipperJson() {}

  static Map<String, ?> of(ClipComparison found) {
    Map<String, @Nullable Object> json = new LinkedHashMap<>();
    json.put("updates", found.updates());
    json.put("pilot", found.pilot());
    json.put("norm", advice(found.norm()));
    json.put("elements", advice(found.elements()));
    json.put("seeds", found.seeds());
    json.put("reference", found.reference().clipper());
    List<Optional<JudgedTrial>> judged = found.judged();
    json.put(
        "trials",
        IntStream.range(0, judged.size())
            .mapToObj(i -> trial(found.ways().get(i), judged.get(i)))
            .toList());
    json.put("best", found.best().map(ClipWay::clipper).orElse(null));
    json.put("summary", found.summary());
    return json;
  }

  static Map<String, ?> advice(ThresholdAdvice advice) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("threshold", advice.threshold());
    json.put("reason", advice.reason());
    return json;
  }

  /** Of the reference itself there is nothing to compare. */
  private static Map<String, ?> trial(ClipWay found, Optional<JudgedTrial> judged) {
    Map<String, @Nullable Object> json = new LinkedHashMap<>();
    json.put("clipper", found.clipper());
    json.put("trainLoss", found.trainLoss());
    json.put("validLoss", found.validLoss());
    json.put("clippedShare", found.clippedShare());
    json.put("cosine", found.cosine());
    json.put("largest", found.largest());
    json.put("skipped", found.skipped());
    json.put("nonFinite", found.nonFinite());
    json.put("stopped", found.stopped());
    json.put("stops", found.stops());
    Optional<PairedDifference> loss = judged.map(one -> one.trial().loss());
    json.put("lossDifference", loss.map(PairedDifference::mean).orElse(null));
    json.put("lossCi95", loss.map(CureJson::interval).orElse(null));
    json.put("pValue", loss.map(PairedDifference::pValue).orElse(null));
    json.put("verdict", judged.map(one -> one.verdict().word()).orElse(null));
    json.put("judgement", judged.map(JudgedTrial::summary).orElse(null));
    return json;
  }
}
