package dev.carousel.cli.diagnose.report;

import dev.carousel.cli.diagnose.clipping.ClipComparison;
import dev.carousel.cli.diagnose.clipping.ClipTrial;
import dev.carousel.flow.training.ThresholdAdvice;
import java.util.LinkedHashMap;
import java.util.Map;
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
    json.put("trials", found.trials().stream().map(ClipperJson::trial).toList());
    json.put("best", found.best().map(ClipTrial::clipper).orElse(null));
    json.put("summary", found.summary());
    return json;
  }

  static Map<String, ?> advice(ThresholdAdvice advice) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("threshold", advice.threshold());
    json.put("reason", advice.reason());
    return json;
  }

  private static Map<String, ?> trial(ClipTrial found) {
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
    return json;
  }
}
