package dev.carousel.cli.diagnose.report;

import dev.carousel.flow.context.ContextCurve;
import dev.carousel.flow.context.ContextPoint;
import dev.carousel.flow.context.Dependence;
import dev.carousel.flow.context.DependencePeak;
import dev.carousel.flow.context.Need;
import dev.carousel.flow.measured.Run;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** What the data rewards and what networks use of it, as JSON. */
final class NeedJson {
  private NeedJson() {}

  /** What the data itself shows, which is the same for all runs; null if it was not measured. */
  static @Nullable Map<String, ?> data(List<Run> runs) {
    Dependence data = runs.isEmpty() ? null : runs.get(0).need().data();
    if (data == null) {
      return null;
    }
    Map<String, @Nullable Object> json = new LinkedHashMap<>();
    json.put("rewardedContext", data.rewarded());
    json.put("longest", data.longest());
    json.put("places", data.places());
    json.put("ahead", data.ahead());
    json.put("contexts", IntStream.rangeClosed(1, data.longest()).boxed().toList());
    json.put("information", LabJson.numbers(data.information()));
    json.put("threshold", data.threshold());
    json.put("suffixLosses", LabJson.numbers(data.suffixes()));
    json.put("peaks", data.peaks().stream().map(NeedJson::peak).toList());
    return json;
  }

  private static Map<String, ?> peak(DependencePeak peak) {
    Map<String, @Nullable Object> json = new LinkedHashMap<>();
    json.put("lag", peak.lag());
    json.put("context", peak.context());
    json.put("input", peak.input());
    json.put("other", peak.other() < 0 ? null : peak.other());
    json.put("explained", peak.explained());
    return json;
  }

  static Map<String, ?> need(Need need) {
    Dependence data = need.data();
    ContextCurve network = need.network();
    Map<String, @Nullable Object> json = new LinkedHashMap<>();
    json.put("context", need.context());
    json.put("dataContext", data == null ? null : data.rewarded());
    json.put("networkContext", network == null ? null : network.rewarded());
    json.put("lag", need.lag());
    json.put("measured", need.isMeasured());
    json.put("met", need.isMet());
    return json;
  }

  /** How the loss falls with the context; null where that was not measured. */
  static @Nullable Map<String, ?> contexts(@Nullable ContextCurve curve) {
    if (curve == null) {
      return null;
    }
    List<ContextPoint> points = curve.points();
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("places", curve.places());
    json.put("contexts", points.stream().map(ContextPoint::context).toList());
    json.put("losses", points.stream().map(ContextPoint::loss).toList());
    json.put("errors", points.stream().map(ContextPoint::standardError).toList());
    json.put("excess", points.stream().map(ContextPoint::excess).toList());
    json.put("excessErrors", points.stream().map(ContextPoint::excessError).toList());
    json.put("bestContext", curve.best());
    json.put("rewardedContext", curve.rewarded());
    return json;
  }
}
