package dev.carousel.cli.diagnose.report;

import dev.carousel.flow.Estimate;
import dev.carousel.flow.StateFlow;
import dev.carousel.flow.diagnosis.Finding;
import dev.carousel.flow.diagnosis.LearningForecast;
import dev.carousel.flow.diagnosis.SeedForecasts;
import dev.carousel.flow.dynamics.GateUse;
import dev.carousel.flow.dynamics.JacobianSpectrum;
import dev.carousel.flow.dynamics.LayerDynamics;
import dev.carousel.flow.dynamics.Lyapunov;
import dev.carousel.flow.dynamics.StateUse;
import dev.carousel.flow.dynamics.TimeScales;
import dev.carousel.flow.measured.Forecasts;
import dev.carousel.flow.measured.Goal;
import dev.carousel.flow.measured.Run;
import dev.carousel.flow.remedy.Cure;
import dev.carousel.flow.remedy.Cures;
import dev.carousel.flow.remedy.Remedy;
import dev.carousel.flow.steps.Attribution;
import dev.carousel.flow.steps.Contribution;
import dev.carousel.flow.steps.StepFlow;
import dev.carousel.flow.steps.Truncation;
import dev.carousel.norms.NormRatios;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** What a laboratory measured, and what was found, as JSON. */
final class LabJson {
  private LabJson() {}

  static List<Double> numbers(double[] values) {
    return DoubleStream.of(values).boxed().toList();
  }

  /** The sections of a layer. */
  static void addTo(Map<String, @Nullable Object> json, LayerDynamics layer) {
    json.put("lyapunov", layer.lyapunov() == null ? null : lyapunov(layer.lyapunov()));
    json.put("jacobians", layer.jacobians().stream().map(LabJson::jacobian).toList());
    json.put("timeScales", layer.timeScales().stream().map(LabJson::timeScales).toList());
    json.put("gates", layer.gates().stream().map(LabJson::gate).toList());
    json.put("stateUse", layer.states().stream().map(LabJson::stateUse).toList());
  }

  private static Map<String, ?> lyapunov(Lyapunov found) {
    Map<String, @Nullable Object> json = new LinkedHashMap<>();
    json.put("exponents", numbers(found.exponents()));
    json.put("spread", numbers(found.spread()));
    json.put("ci95", intervals(found));
    json.put("stateSize", found.stateSize());
    json.put("steps", found.steps());
    json.put("sequences", found.sequences());
    json.put("kaplanYorkeDimension", found.kaplanYorkeDimension());
    json.put("entropyBound", found.entropyBound());
    return json;
  }

  /** Of each exponent's mean over sequences; null for one sequence. */
  private static List<@Nullable List<Double>> intervals(Lyapunov found) {
    List<@Nullable List<Double>> all = new ArrayList<>();
    for (int i = 0; i < found.exponents().length; i++) {
      Estimate mean = found.estimate(i);
      all.add(mean.isTestable() ? List.of(mean.low95(), mean.high95()) : null);
    }
    return all;
  }

  private static Map<String, ?> jacobian(JacobianSpectrum found) {
    return Map.of("lag", found.lag(), "singularValues", numbers(found.singularValues()));
  }

  private static Map<String, ?> timeScales(TimeScales found) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("state", found.state());
    json.put("steps", numbers(found.steps()));
    return json;
  }

  private static Map<String, ?> gate(GateUse found) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("gate", found.gate());
    json.put("mean", numbers(found.mean()));
    json.put("left", numbers(found.left()));
    json.put("right", numbers(found.right()));
    return json;
  }

  private static Map<String, ?> stateUse(StateUse found) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("state", found.state());
    json.put("left", numbers(found.left()));
    json.put("right", numbers(found.right()));
    json.put("norms", numbers(found.norms()));
    json.put("drift", found.drift());
    json.put("deadUnits", found.deadUnits());
    return json;
  }

  /** What came without a matrix product; zero is an answer here. */
  static List<Double> carousel(StateFlow state) {
    return numbers(state.carousel());
  }

  static Map<String, ?> normRatios(NormRatios found) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("ratio", numbers(found.byStep()));
    json.put("mean", found.mean());
    json.put("penalty", found.penalty());
    return json;
  }

  /** What was foretold of a run, and what came of it. */
  static Map<String, ?> forecast(Forecasts forecasts, int index, Run run) {
    LearningForecast found = forecasts.ofRuns().get(index);
    Map<String, @Nullable Object> json = new LinkedHashMap<>();
    json.put("lag", found.lag());
    json.put("arriving", found.arriving());
    json.put("timeScale", found.timeScale());
    json.put("carouselShare", found.carouselShare());
    json.put("outlook", found.outlook().word());
    json.put(
        "calibration",
        Map.of("runs", found.frequency().runs(), "learnt", found.frequency().learnt()));
    SeedForecasts all = forecasts.bySeed().get(index);
    json.put("seeds", all.seeds());
    json.put("unlikelySeeds", all.unlikely());
    json.put("arrivingOverSeeds", spread(all.arriving()));
    json.put("carouselShareOverSeeds", spread(all.carouselShare()));
    json.put("constantLoss", forecasts.constantLoss());
    json.put("learnt", forecasts.learnt(run).orElse(null));
    json.put("right", forecasts.right(index, run).orElse(null));
    return json;
  }

  private static Map<String, ?> spread(SeedForecasts.Spread found) {
    return Map.of("mean", found.mean(), "deviation", found.deviation());
  }

  /** A parameter by its name within its layer. */
  static Map<String, ?> contribution(Contribution found) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("parameter", found.parameter().substring(found.parameter().indexOf('/') + 1));
    json.put("norms", numbers(found.norms()));
    json.put("kept", found.kept());
    return json;
  }

  static Map<String, ?> step(StepFlow found) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("layer", found.state().layer());
    json.put("state", found.state().state());
    json.put("total", numbers(found.total()));
    json.put("direct", numbers(found.direct()));
    return json;
  }

  static Map<String, ?> attribution(Attribution found) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("lags", IntStream.range(0, found.gradient().length).boxed().toList());
    json.put("gradient", numbers(found.gradient()));
    return json;
  }

  static Map<String, ?> truncation(Truncation found) {
    Map<String, @Nullable Object> json = new LinkedHashMap<>();
    OptionalInt shortest = found.shortest();
    json.put("steps", found.steps());
    json.put("chunks", found.chunks().stream().map(LabJson::chunk).toList());
    json.put("cosine", Truncation.LEAST_COSINE);
    json.put("shortest", shortest.isEmpty() ? null : shortest.getAsInt());
    return json;
  }

  private static Map<String, ?> chunk(Truncation.ChunkLength found) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("steps", found.steps());
    json.put("cosine", found.cosine());
    json.put("ratio", found.ratio());
    return json;
  }

  /**
   * A finding.
   *
   * @param cures what was tried on its network, the best first: so are its prescriptions told
   */
  static Map<String, ?> finding(Run run, Finding found, List<Remedy> remedies, List<Cure> cures) {
    Map<String, @Nullable Object> json = new LinkedHashMap<>();
    json.put("rule", found.rule().word());
    json.put("title", found.title());
    json.put("evidence", found.evidence());
    json.put("confidence", found.confidence().word());
    json.put("layer", found.layer());
    json.put("subject", found.subject());
    json.put(
        "prescriptions",
        Cures.inOrder(remedies, cures).stream()
            .map(remedy -> prescription(run, found, remedy, cures))
            .toList());
    return json;
  }

  /** A promise that cannot be measured in this run has no present figure. */
  private static Map<String, ?> prescription(
      Run run, Finding found, Remedy remedy, List<Cure> cures) {
    Goal promise = remedy.promise();
    Map<String, @Nullable Object> json = new LinkedHashMap<>();
    json.put("change", remedy.options());
    json.put("reason", remedy.why());
    json.put("promise", promise == null ? null : promise.words());
    json.put("unit", promise == null ? null : promise.unit());
    json.put("now", promise == null ? null : promise.of(run, found));
    Optional<Cure> tried = Cures.best(cures, remedy);
    json.put("verdict", tried.map(cure -> cure.judged().verdict().word()).orElse(null));
    return json;
  }
}
