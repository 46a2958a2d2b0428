package dev.carousel.cli.diagnose;

import dev.carousel.cli.diagnose.measured.Recipe;
import dev.carousel.cli.diagnose.measured.Run;
import dev.carousel.cli.diagnose.remedy.Cure;
import dev.carousel.cli.diagnose.report.Diagnosis;
import dev.carousel.cli.diagnose.report.Provenance;
import dev.carousel.flow.FlowReport;
import dev.carousel.flow.Growth;
import dev.carousel.flow.LayerFlow;
import dev.carousel.flow.MatrixSpectrum;
import dev.carousel.flow.StateFlow;
import dev.carousel.flow.Verdict;
import dev.carousel.flow.context.ContextCurve;
import dev.carousel.flow.context.ContextPoint;
import dev.carousel.flow.context.Dependence;
import dev.carousel.flow.context.DependencePeak;
import dev.carousel.flow.context.Need;
import dev.carousel.flow.diagnosis.Confidence;
import dev.carousel.flow.diagnosis.Evidence;
import dev.carousel.flow.diagnosis.Finding;
import dev.carousel.flow.diagnosis.Findings;
import dev.carousel.flow.diagnosis.Rule;
import dev.carousel.flow.dynamics.LayerDynamics;
import dev.carousel.flow.lab.LabReport;
import dev.carousel.flow.steps.Attribution;
import dev.carousel.flow.steps.Truncation;
import dev.carousel.plugin.PluginRef;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Measurements made up to be told of: gradients that grow by the same rate at every step. */
public final class Flows {
  /** Of a command that was typed long ago. */
  public static final Provenance PROVENANCE =
      new Provenance(
          "carousel diagnose --units 32",
          Instant.EPOCH,
          Map.of("units", 32L, "hook", List.of("non-finite")),
          Map.of("trainingPredictions", 900L));

  public static final int LAG = 100;

  private Flows() {}

  /** A state whose gradient is exp(rate * lag). */
  public static StateFlow state(String name, double rate, Verdict verdict) {
    double[] gradient = new double[LAG + 1];
    for (int lag = 0; lag <= LAG; lag++) {
      gradient[lag] = Math.exp(rate * lag);
    }
    Growth growth = new Growth(rate, rate - 0.001, rate + 0.001, LAG + 1);
    return new StateFlow(name, gradient, gradient.clone(), 64, growth, verdict);
  }

  public static StateFlow vanishing(String name, double rate) {
    return state(name, rate, Verdict.VANISHING);
  }

  /** A state that nothing comes back to. */
  public static StateFlow unmeasured(String name) {
    double[] gradient = new double[LAG + 1];
    Arrays.fill(gradient, Double.NaN);
    gradient[0] = 1;
    return new StateFlow(name, gradient, gradient.clone(), 64, null, Verdict.UNMEASURED);
  }

  public static LayerFlow layer(int index, double largest, StateFlow... states) {
    List<MatrixSpectrum> matrices = List.of(new MatrixSpectrum("h.Wh", largest, largest / 2));
    return new LayerFlow("layer" + index, index, false, List.of(states), matrices);
  }

  public static Run run(String cell, LayerFlow... layers) {
    LabReport report = report(layers);
    List<Finding> findings = Findings.of(Evidence.of(report));
    return new Run(cell, 12345, 200, 2.5, report, null, null, findings);
  }

  public static Run untrained(String cell, LayerFlow... layers) {
    LabReport report = report(layers);
    List<Finding> findings = Findings.of(Evidence.of(report));
    return new Run(cell, 12345, 0, Double.NaN, report, null, null, findings);
  }

  private static LabReport report(LayerFlow... layers) {
    return report(List.of(), new Truncation(LAG + 1, List.of()), layers);
  }

  /** What was measured beside the gradient too. */
  public static LabReport report(
      List<LayerDynamics> dynamics, Truncation truncation, LayerFlow... layers) {
    return new LabReport(
        new FlowReport(LAG, List.of(layers)),
        dynamics,
        List.of(),
        List.of(),
        List.of(),
        truncation,
        new Attribution(new double[0], 0));
  }

  /** With that need of the past, and what follows from it. */
  public static Run needing(Run run, Need need) {
    return new Run(
        run.cell(),
        run.parameters(),
        run.updates(),
        run.validLoss(),
        run.report(),
        run.recipe(),
        run.watch(),
        Findings.of(new Evidence(run.report(), null, 0, need)),
        need,
        0);
  }

  /** Data that rewards so long a context, as a network of which nothing is known sees it. */
  public static Need rewarding(int context) {
    return Need.of(Optional.of(dependence(context)), Optional.empty(), LAG);
  }

  /** The same, with a network that uses so much of it. */
  public static Need rewarding(int context, int used) {
    List<ContextPoint> points =
        List.of(new ContextPoint(1, 3, 0.1, 0.5, 0.05), new ContextPoint(used, 2.5, 0.1, 0, 0));
    ContextCurve curve = new ContextCurve(points, 512, used, used);
    return Need.of(Optional.of(dependence(context)), Optional.of(curve), LAG);
  }

  private static Dependence dependence(int context) {
    DependencePeak peak = new DependencePeak(context, context, 0, -1, 0.25);
    double[] information = new double[LAG];
    information[context - 1] = 0.3;
    return new Dependence(1, LAG, 9000, information, 0.01, List.of(peak), new double[0], context);
  }

  /** With something that was found, trained with that. */
  public static Run found(Run run, @Nullable Recipe recipe, Rule rule, String subject) {
    Finding finding =
        new Finding(rule, "It is so.", List.of("Seen."), Confidence.HIGH, "layer0", subject);
    return new Run(
        run.cell(),
        run.parameters(),
        run.updates(),
        run.validLoss(),
        run.report(),
        recipe,
        run.watch(),
        List.of(finding));
  }

  /** With an optimizer and hooks, in chunks of 64 steps. */
  public static Recipe recipe(String cell, String... hooks) {
    return new Recipe(
        PluginRef.parse(cell),
        PluginRef.parse("adam:lr=0.002"),
        Stream.of(hooks).map(PluginRef::parse).toList(),
        64);
  }

  public static Diagnosis diagnosis(Run... runs) {
    return diagnosis(List.of(runs), List.of());
  }

  /** The same with changes that were tried. */
  public static Diagnosis diagnosis(List<Run> runs, List<Cure> cures) {
    return new Diagnosis(
        "a text", 7, "nats per symbol", LAG, runs, cures, List.of(), null, List.of(), PROVENANCE);
  }
}
