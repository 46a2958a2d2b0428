package dev.carousel.cli.diagnose.report;

import dev.carousel.Version;
import dev.carousel.flow.Growth;
import dev.carousel.flow.LayerFlow;
import dev.carousel.flow.MatrixSpectrum;
import dev.carousel.flow.StateFlow;
import dev.carousel.flow.diagnosis.Grade;
import dev.carousel.flow.lab.LabReport;
import dev.carousel.flow.measured.Conclusion;
import dev.carousel.flow.measured.Forecasts;
import dev.carousel.flow.measured.Run;
import dev.carousel.flow.measured.RunNames;
import dev.carousel.flow.remedy.Cure;
import dev.carousel.flow.remedy.Cures;
import dev.carousel.flow.remedy.Remedies;
import dev.carousel.flow.report.Diagnosis;
import dev.carousel.flow.report.Provenance;
import dev.carousel.flow.training.WatchReport;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * A diagnosis as JSON. Logarithms are natural; what was not measured, is not finite or has no end
 * is null.
 */
public final class DiagnosisJson {
  private DiagnosisJson() {}

  /** The document. */
  public static Map<String, ?> of(Diagnosis diagnosis, Remedies remedies) {
    Map<String, @Nullable Object> json = new LinkedHashMap<>();
    json.put("carousel", Version.current());
    json.put("command", "diagnose");
    Provenance provenance = diagnosis.provenance();
    json.put("commandLine", provenance.commandLine());
    json.put("date", provenance.date().toString());
    json.put("settings", provenance.settings());
    json.put("dataset", provenance.dataset());
    json.put("seed", diagnosis.seed());
    json.put("data", diagnosis.data());
    json.put("lag", diagnosis.lag());
    json.put("rewards", NeedJson.data(diagnosis.runs()));
    List<String> names = RunNames.inFigures(diagnosis.runs());
    json.put("comparison", Conclusion.comparison(names, diagnosis.runs()));
    json.put("runs", diagnosis.runs().stream().map(run -> run(run, remedies, diagnosis)).toList());
    return json;
  }

  private static Map<String, ?> run(Run run, Remedies remedies, Diagnosis diagnosis) {
    Map<String, @Nullable Object> json = new LinkedHashMap<>();
    json.put("name", RunNames.inFigures(diagnosis.runs()).get(diagnosis.runs().indexOf(run)));
    json.put("cell", run.cell());
    json.put("parameters", run.parameters());
    json.put("trained", run.trained());
    json.put("updates", run.updates() == Run.UNKNOWN ? null : run.updates());
    json.put("validLoss", run.validLoss());
    LabReport report = run.report();
    Forecasts forecasts = diagnosis.forecasts();
    if (forecasts != null) {
      json.put("forecast", LabJson.forecast(forecasts, diagnosis.runs().indexOf(run), run));
    }
    json.put("verdict", verdict(Conclusion.of(run)));
    json.put("need", NeedJson.need(run.need()));
    json.put("contexts", NeedJson.contexts(run.need().network()));
    json.put("layers", run.flow().layers().stream().map(l -> layer(l, run)).toList());
    json.put("steps", report.steps().stream().map(LabJson::step).toList());
    json.put("attribution", LabJson.attribution(report.attribution()));
    json.put("truncation", LabJson.truncation(report.truncation()));
    WatchReport watch = run.watch();
    if (watch != null) {
      WatchJson.addTo(json, watch);
    }
    List<Cure> cures = Cures.of(diagnosis.cures(), run.cell());
    json.put(
        "findings",
        remedies.of(run).entrySet().stream()
            .map(entry -> LabJson.finding(run, entry.getKey(), entry.getValue(), cures))
            .toList());
    if (!diagnosis.cures().isEmpty()) {
      json.put("cures", cures.stream().map(CureJson::of).toList());
      json.put("tried", cures.isEmpty() ? null : Cures.headline(cures));
    }
    diagnosis.clippers().stream()
        .filter(found -> found.cell().equals(run.cell()))
        .findFirst()
        .ifPresent(found -> json.put("clippers", ClipperJson.of(found)));
    return json;
  }

  private static Map<String, ?> layer(LayerFlow layer, Run run) {
    LabReport report = run.report();
    Map<String, @Nullable Object> json = new LinkedHashMap<>();
    json.put("name", layer.name());
    json.put("layer", layer.layer());
    json.put("reverse", layer.reverse());
    json.put("states", layer.states().stream().map(s -> state(s, layer, run)).toList());
    json.put("recurrentLargestSingularValue", layer.largestSingularValue());
    json.put("spectralRadius", layer.spectralRadius());
    json.put("recurrentMatrices", layer.recurrent().stream().map(DiagnosisJson::matrix).toList());
    report.dynamics(layer.name()).ifPresent(found -> LabJson.addTo(json, found));
    report.ratios().stream()
        .filter(found -> found.layer().equals(layer.name()))
        .forEach(found -> json.put("normRatios", LabJson.normRatios(found)));
    json.put(
        "contributions",
        report.contributions().stream()
            .filter(found -> found.parameter().startsWith(layer.name() + "/"))
            .map(LabJson::contribution)
            .toList());
    return json;
  }

  private static Map<String, ?> verdict(Conclusion found) {
    Map<String, @Nullable Object> json = new LinkedHashMap<>();
    json.put("word", found.word().word());
    json.put("grade", found.grade().word());
    json.put("layer", found.layer());
    json.put("state", found.state());
    json.put("claim", found.claim());
    json.put("sentence", found.reason());
    json.put("nothingToMend", found.isFine());
    return json;
  }

  private static Map<String, ?> state(StateFlow state, LayerFlow layer, Run run) {
    Growth growth = state.growth();
    Grade grade = run.grade(state);
    Map<String, @Nullable Object> json = new LinkedHashMap<>();
    json.put("state", state.state());
    json.put("samples", state.samples());
    json.put("lags", IntStream.range(0, state.gradient().length).boxed().toList());
    json.put(
        "gradient",
        DoubleStream.of(state.gradient()).mapToObj(norm -> norm == 0 ? Double.NaN : norm).toList());
    json.put("carousel", LabJson.carousel(state));
    json.put("growthPerStep", growth == null ? null : growth.perStep());
    json.put("growthCi95", growth == null ? null : interval(growth.low95(), growth.high95()));
    json.put("growthPieces", growth == null ? null : growth.pieces());
    json.put(
        "growthMisfit95",
        growth == null ? null : interval(growth.misfit().low95(), growth.misfit().high95()));
    json.put("horizon", growth == null ? null : growth.horizon());
    OptionalInt onePercent = state.onePercentLag();
    json.put("horizonOnePercent", onePercent.isEmpty() ? null : onePercent.getAsInt());
    json.put("meanLag", state.meanLag());
    json.put("verdict", run.verdict(state).word());
    json.put("grade", grade.word().word());
    json.put("gradeLag", grade.lag());
    json.put("left", grade.left());
    json.put("carriedBy", run.carrier(layer, state).map(StateFlow::state).orElse(null));
    return json;
  }

  /** Null if nothing is known of it. */
  private static @Nullable List<Double> interval(double low, double high) {
    return Double.isNaN(low) || Double.isNaN(high) ? null : List.of(low, high);
  }

  private static Map<String, ?> matrix(MatrixSpectrum matrix) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("name", matrix.name());
    json.put("largestSingularValue", matrix.largestSingularValue());
    json.put("spectralRadius", matrix.spectralRadius());
    return json;
  }
}
