package dev.carousel.cli.diagnose.report;

import dev.carousel.flow.LayerFlow;
import dev.carousel.flow.StateFlow;
import dev.carousel.flow.training.ClipReport;
import dev.carousel.flow.training.ClipReport.Entry;
import dev.carousel.flow.training.ClipReport.StepShare;
import dev.carousel.flow.training.FlowHistory;
import dev.carousel.flow.training.LossCurve;
import dev.carousel.flow.training.ThresholdAdvice;
import dev.carousel.flow.training.UpdateRatios;
import dev.carousel.flow.training.WatchReport;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** What was seen while a network trained, as JSON. */
final class WatchJson {
  private WatchJson() {}

  /** The sections of a run that was watched. */
  static void addTo(Map<String, @Nullable Object> json, WatchReport watch) {
    json.put("clipping", clipping(watch.clipping()));
    json.put("updateRatios", updateRatios(watch.ratios()));
    json.put("history", history(watch.history()));
    json.put("losses", losses(watch.losses()));
  }

  private static Map<String, ?> clipping(ClipReport found) {
    Map<String, @Nullable Object> json = new LinkedHashMap<>();
    ThresholdAdvice advice = ThresholdAdvice.of(found.normsBefore());
    json.put("updates", found.entries().stream().map(Entry::update).toList());
    json.put("before", found.entries().stream().map(Entry::before).toList());
    json.put("after", found.entries().stream().map(Entry::after).toList());
    json.put("cosine", found.entries().stream().map(Entry::cosine).toList());
    json.put("seen", found.updates());
    json.put("clipped", found.clipped());
    json.put("clippedShare", found.clippedShare());
    json.put("dominant", found.dominant().stream().map(WatchJson::share).toList());
    json.put("steps", steps(found.steps()));
    json.put("isLearningRate", found.isLearningRate());
    json.put("warning", found.warning());
    json.put("advice", ClipperJson.advice(advice));
    return json;
  }

  /** Which time step dominates, update by update. */
  private static Map<String, ?> steps(List<StepShare> found) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("updates", found.stream().map(StepShare::update).toList());
    json.put("step", found.stream().map(StepShare::step).toList());
    json.put("of", found.stream().map(StepShare::of).toList());
    json.put("share", found.stream().map(StepShare::share).toList());
    return json;
  }

  private static Map<String, ?> share(ClipReport.Share share) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("parameter", share.parameter());
    json.put("share", share.share());
    return json;
  }

  private static List<Map<String, ?>> updateRatios(List<UpdateRatios.Point> points) {
    List<Long> updates = points.stream().map(UpdateRatios.Point::update).toList();
    List<Map<String, ?>> parameters = new ArrayList<>();
    UpdateRatios.byParameter(points)
        .forEach(
            (name, ratios) -> {
              Map<String, Object> json = new LinkedHashMap<>();
              json.put("parameter", name);
              json.put("updates", updates);
              json.put("ratios", ratios);
              parameters.add(json);
            });
    return parameters;
  }

  private static Map<String, ?> history(List<FlowHistory.Point> points) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("updates", points.stream().map(FlowHistory.Point::update).toList());
    json.put("lags", points.isEmpty() ? List.of() : lags(points.get(0)));
    json.put("states", points.isEmpty() ? List.of() : states(points));
    return json;
  }

  private static List<Integer> lags(FlowHistory.Point point) {
    return IntStream.rangeClosed(0, point.flow().lag()).boxed().toList();
  }

  private static List<Map<String, ?>> states(List<FlowHistory.Point> points) {
    List<Map<String, ?>> states = new ArrayList<>();
    List<LayerFlow> layers = points.get(0).flow().layers();
    for (int layer = 0; layer < layers.size(); layer++) {
      for (int state = 0; state < layers.get(layer).states().size(); state++) {
        int l = layer;
        int s = state;
        List<StateFlow> flows =
            points.stream().map(point -> point.flow().layers().get(l).states().get(s)).toList();
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("layer", layers.get(layer).name());
        json.put("state", flows.get(0).state());
        json.put("gradient", flows.stream().map(f -> LabJson.numbers(f.gradient())).toList());
        states.add(json);
      }
    }
    return states;
  }

  /** One row of updates for both kinds; null where a kind was not measured. */
  private static Map<String, ?> losses(LossCurve.Losses found) {
    Map<Long, Double> train = byUpdate(found.train());
    Map<Long, Double> valid = byUpdate(found.valid());
    TreeSet<Long> updates = new TreeSet<>(train.keySet());
    updates.addAll(valid.keySet());
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("updates", List.copyOf(updates));
    json.put("train", updates.stream().map(u -> train.getOrDefault(u, Double.NaN)).toList());
    json.put("valid", updates.stream().map(u -> valid.getOrDefault(u, Double.NaN)).toList());
    return json;
  }

  private static Map<Long, Double> byUpdate(List<LossCurve.Point> points) {
    Map<Long, Double> losses = new TreeMap<>();
    points.forEach(point -> losses.put(point.update(), point.loss()));
    return losses;
  }
}
