package dev.carousel.cli.diagnose.report;

import dev.carousel.cli.diagnose.report.WatchSections.Clipping;
import dev.carousel.cli.diagnose.report.WatchSections.DominantSteps;
import dev.carousel.cli.diagnose.report.WatchSections.History;
import dev.carousel.cli.diagnose.report.WatchSections.Losses;
import dev.carousel.cli.diagnose.report.WatchSections.Share;
import dev.carousel.cli.diagnose.report.WatchSections.StateHistory;
import dev.carousel.cli.diagnose.report.WatchSections.UpdateRatio;
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
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;

/** What was seen while a network trained, as the records of its JSON. */
final class WatchJson {
  private WatchJson() {}

  /** The sections of a run that was watched. */
  static WatchSections of(WatchReport watch) {
    return new WatchSections(
        clipping(watch.clipping()),
        updateRatios(watch.ratios()),
        history(watch.history()),
        losses(watch.losses()));
  }

  private static Clipping clipping(ClipReport found) {
    return new Clipping(
        found.entries().stream().mapToLong(Entry::update).toArray(),
        row(found.entries(), Entry::before),
        row(found.entries(), Entry::after),
        row(found.entries(), Entry::cosine),
        found.updates(),
        found.clipped(),
        found.clippedShare(),
        found.dominant().stream().map(s -> new Share(s.parameter(), s.share())).toList(),
        steps(found),
        found.isLearningRate(),
        found.warning(),
        ClipperJson.advice(ThresholdAdvice.of(found.normsBefore())));
  }

  private static <T> double[] row(List<T> entries, ToDoubleFunction<T> figure) {
    return entries.stream().mapToDouble(figure).toArray();
  }

  /** Which time step dominates, update by update. */
  private static DominantSteps steps(ClipReport clipping) {
    List<StepShare> found = clipping.steps();
    return new DominantSteps(
        found.stream().mapToLong(StepShare::update).toArray(),
        found.stream().mapToInt(StepShare::step).toArray(),
        found.stream().mapToInt(StepShare::of).toArray(),
        row(found, StepShare::share),
        clipping.medianStep(),
        clipping.medianLength(),
        clipping.medianShare());
  }

  private static List<UpdateRatio> updateRatios(List<UpdateRatios.Point> points) {
    long[] updates = points.stream().mapToLong(UpdateRatios.Point::update).toArray();
    List<UpdateRatio> parameters = new ArrayList<>();
    UpdateRatios.byParameter(points)
        .forEach(
            (name, ratios) -> parameters.add(new UpdateRatio(name, updates, row(ratios, r -> r))));
    return parameters;
  }

  private static History history(List<FlowHistory.Point> points) {
    return new History(
        points.stream().mapToLong(FlowHistory.Point::update).toArray(),
        points.isEmpty()
            ? new int[0]
            : IntStream.rangeClosed(0, points.get(0).flow().lag()).toArray(),
        points.isEmpty() ? List.of() : states(points));
  }

  private static List<StateHistory> states(List<FlowHistory.Point> points) {
    List<StateHistory> states = new ArrayList<>();
    List<LayerFlow> layers = points.get(0).flow().layers();
    for (int layer = 0; layer < layers.size(); layer++) {
      for (int state = 0; state < layers.get(layer).states().size(); state++) {
        int l = layer;
        int s = state;
        List<StateFlow> flows =
            points.stream().map(point -> point.flow().layers().get(l).states().get(s)).toList();
        states.add(
            new StateHistory(
                layers.get(layer).name(),
                flows.get(0).state(),
                flows.stream().map(StateFlow::gradient).toArray(double[][]::new)));
      }
    }
    return states;
  }

  /** One row of updates for both kinds; NaN where a kind was not measured. */
  private static Losses losses(LossCurve.Losses found) {
    Map<Long, Double> train = byUpdate(found.train());
    Map<Long, Double> valid = byUpdate(found.valid());
    TreeSet<Long> updates = new TreeSet<>(train.keySet());
    updates.addAll(valid.keySet());
    List<Long> all = List.copyOf(updates);
    return new Losses(
        all.stream().mapToLong(Long::longValue).toArray(),
        row(all, update -> train.getOrDefault(update, Double.NaN)),
        row(all, update -> valid.getOrDefault(update, Double.NaN)));
  }

  private static Map<Long, Double> byUpdate(List<LossCurve.Point> points) {
    Map<Long, Double> losses = new TreeMap<>();
    points.forEach(point -> losses.put(point.update(), point.loss()));
    return losses;
  }
}
