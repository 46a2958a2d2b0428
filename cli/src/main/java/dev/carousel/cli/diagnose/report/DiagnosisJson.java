package dev.carousel.cli.diagnose.report;

import dev.carousel.Version;
import dev.carousel.cli.diagnose.report.Report.Layer;
import dev.carousel.cli.diagnose.report.Report.Matrix;
import dev.carousel.cli.diagnose.report.Report.Network;
import dev.carousel.cli.diagnose.report.Report.NextStep;
import dev.carousel.cli.diagnose.report.Report.Prescription;
import dev.carousel.cli.diagnose.report.Report.State;
import dev.carousel.flow.Growth;
import dev.carousel.flow.LayerFlow;
import dev.carousel.flow.MatrixSpectrum;
import dev.carousel.flow.StateFlow;
import dev.carousel.flow.diagnosis.Finding;
import dev.carousel.flow.diagnosis.Grade;
import dev.carousel.flow.diagnosis.Rule;
import dev.carousel.flow.lab.LabReport;
import dev.carousel.flow.measured.Conclusion;
import dev.carousel.flow.measured.Forecasts;
import dev.carousel.flow.measured.Goal;
import dev.carousel.flow.measured.Run;
import dev.carousel.flow.measured.RunNames;
import dev.carousel.flow.remedy.Cure;
import dev.carousel.flow.remedy.Cures;
import dev.carousel.flow.remedy.Remedies;
import dev.carousel.flow.remedy.Remedy;
import dev.carousel.flow.report.Diagnosis;
import dev.carousel.flow.report.Provenance;
import dev.carousel.flow.training.WatchReport;
import dev.carousel.flow.trial.TrialVerdict;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * A diagnosis as the records of its JSON. Logarithms are natural; what was not measured, is not
 * finite or has no end is null or NaN.
 */
public final class DiagnosisJson {
  private DiagnosisJson() {}

  /** The document. */
  public static Report of(Diagnosis diagnosis, Remedies remedies) {
    Provenance provenance = diagnosis.provenance();
    List<String> names = RunNames.inFigures(diagnosis.runs());
    return new Report(
        Version.current(),
        "diagnose",
        provenance.commandLine(),
        provenance.date().toString(),
        provenance.settings(),
        provenance.dataset(),
        diagnosis.seed(),
        diagnosis.data(),
        diagnosis.lag(),
        diagnosis.lossUnit(),
        NeedJson.data(diagnosis.runs()),
        Conclusion.comparison(names, diagnosis.runs()),
        diagnosis.notes(),
        IntStream.range(0, names.size())
            .mapToObj(i -> network(i, names.get(i), diagnosis, remedies))
            .toList(),
        null);
  }

  private static Network network(int index, String name, Diagnosis diagnosis, Remedies remedies) {
    Run run = diagnosis.runs().get(index);
    LabReport report = run.report();
    Forecasts forecasts = diagnosis.forecasts();
    WatchReport watch = run.watch();
    List<Cure> cures = Cures.of(diagnosis.cures(), run.cell());
    Map<Finding, List<Remedy>> prescribed = inOrder(remedies.of(run), cures);
    return new Network(
        name,
        run.cell(),
        run.parameters(),
        run.trained(),
        run.updates() == Run.UNKNOWN ? null : run.updates(),
        run.validLoss(),
        forecasts == null ? null : ForecastJson.of(forecasts, index, run),
        conclusion(run, List.copyOf(prescribed.values()), cures),
        NeedJson.need(run.need()),
        NeedJson.contexts(run.need().network()),
        run.flow().layers().stream().map(l -> layer(l, run)).toList(),
        report.steps().stream().map(LabJson::step).toList(),
        LabJson.attribution(report.attribution()),
        LabJson.truncation(report.truncation()),
        watch == null ? null : WatchJson.of(watch),
        prescribed.entrySet().stream()
            .map(entry -> finding(run, entry.getKey(), entry.getValue(), cures))
            .toList(),
        diagnosis.cures().isEmpty() ? null : CureJson.of(cures),
        diagnosis.clippers().stream()
            .filter(found -> found.cell().equals(run.cell()))
            .findFirst()
            .map(ClipperJson::of)
            .orElse(null));
  }

  private static Map<Finding, List<Remedy>> inOrder(
      Map<Finding, List<Remedy>> prescribed, List<Cure> cures) {
    Map<Finding, List<Remedy>> inOrder = new LinkedHashMap<>();
    prescribed.forEach((found, tries) -> inOrder.put(found, Cures.inOrder(tries, cures)));
    return inOrder;
  }

  private static Report.Conclusion conclusion(
      Run run, List<List<Remedy>> prescribed, List<Cure> cures) {
    Conclusion found = Conclusion.of(run);
    return new Report.Conclusion(
        found.word().word(),
        found.grade().word(),
        found.layer(),
        found.state(),
        found.claim(),
        found.reason(),
        found.isFine(),
        run.findings().stream().anyMatch(one -> one.rule() == Rule.NON_FINITE),
        Cures.next(prescribed, cures)
            .map(next -> new NextStep(next.change(), next.reason()))
            .orElse(null));
  }

  private static Layer layer(LayerFlow layer, Run run) {
    LabReport report = run.report();
    return new Layer(
        layer.name(),
        layer.layer(),
        layer.reverse(),
        layer.states().stream().map(s -> state(s, layer, run)).toList(),
        layer.largestSingularValue(),
        layer.spectralRadius(),
        layer.recurrent().stream().map(DiagnosisJson::matrix).toList(),
        report.dynamics(layer.name()).map(LabJson::dynamics).orElse(null),
        report.ratios().stream()
            .filter(found -> found.layer().equals(layer.name()))
            .findFirst()
            .map(LabJson::normRatios)
            .orElse(null),
        report.contributions().stream()
            .filter(found -> found.parameter().startsWith(layer.name() + "/"))
            .map(LabJson::contribution)
            .toList());
  }

  private static State state(StateFlow state, LayerFlow layer, Run run) {
    Growth growth = state.growth();
    Grade grade = run.grade(state);
    OptionalInt onePercent = state.onePercentLag();
    return new State(
        state.state(),
        state.samples(),
        IntStream.range(0, state.gradient().length).toArray(),
        DoubleStream.of(state.gradient()).map(norm -> norm == 0 ? Double.NaN : norm).toArray(),
        state.carousel(), // zero is an answer here
        growth == null ? Double.NaN : growth.perStep(),
        growth == null ? null : interval(growth.low95(), growth.high95()),
        growth == null ? null : growth.pieces(),
        growth == null ? null : interval(growth.misfit().low95(), growth.misfit().high95()),
        growth == null ? Double.NaN : growth.horizon(),
        onePercent.isEmpty() ? null : onePercent.getAsInt(),
        state.meanLag(),
        run.verdict(state).word(),
        grade.word().word(),
        grade.lag(),
        grade.left(),
        run.carrier(layer, state).map(StateFlow::state).orElse(null));
  }

  /** Null if nothing is known of it. */
  private static double @Nullable [] interval(double low, double high) {
    return Double.isNaN(low) || Double.isNaN(high) ? null : new double[] {low, high};
  }

  private static Matrix matrix(MatrixSpectrum matrix) {
    return new Matrix(matrix.name(), matrix.largestSingularValue(), matrix.spectralRadius());
  }

  /**
   * A finding.
   *
   * @param remedies against it, in their order
   * @param cures what was tried on its network
   */
  private static Report.Finding finding(
      Run run, Finding found, List<Remedy> remedies, List<Cure> cures) {
    return new Report.Finding(
        found.rule().word(),
        found.title(),
        found.evidence(),
        found.confidence().word(),
        found.layer(),
        found.subject(),
        remedies.stream().map(remedy -> prescription(run, found, remedy, cures)).toList());
  }

  /** A promise that cannot be measured in this run has no present figure. */
  private static Prescription prescription(
      Run run, Finding found, Remedy remedy, List<Cure> cures) {
    Goal promise = remedy.promise();
    Optional<TrialVerdict> tried = Cures.best(cures, remedy).map(cure -> cure.judged().verdict());
    return new Prescription(
        remedy.options(),
        remedy.why(),
        promise == null ? null : promise.words(),
        promise == null ? null : promise.unit(),
        promise == null ? Double.NaN : promise.of(run, found),
        tried.map(TrialVerdict::word).orElse(null),
        tried.map(TrialVerdict::isRefuted).orElse(false));
  }
}
