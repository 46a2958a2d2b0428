package dev.carousel.cli.diagnose.report;

import dev.carousel.cli.diagnose.report.LabSections.Chunk;
import dev.carousel.cli.diagnose.report.LabSections.Contributed;
import dev.carousel.cli.diagnose.report.LabSections.Exponents;
import dev.carousel.cli.diagnose.report.LabSections.Gate;
import dev.carousel.cli.diagnose.report.LabSections.Jacobian;
import dev.carousel.cli.diagnose.report.LabSections.NormRatio;
import dev.carousel.cli.diagnose.report.LabSections.StateUsed;
import dev.carousel.cli.diagnose.report.LabSections.Step;
import dev.carousel.cli.diagnose.report.LabSections.TimeScale;
import dev.carousel.experiments.statistics.Estimate;
import dev.carousel.flow.dynamics.LayerDynamics;
import dev.carousel.flow.dynamics.Lyapunov;
import dev.carousel.flow.dynamics.StateUse;
import dev.carousel.flow.steps.Attribution;
import dev.carousel.flow.steps.Contribution;
import dev.carousel.flow.steps.StepFlow;
import dev.carousel.flow.steps.Truncation;
import dev.carousel.norms.NormRatios;
import java.util.Locale;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** What a laboratory measured, as the records of its JSON. */
final class LabJson {
  private LabJson() {}

  static LabSections.Dynamics dynamics(LayerDynamics layer) {
    Lyapunov lyapunov = layer.lyapunov();
    return new LabSections.Dynamics(
        lyapunov == null ? null : exponents(lyapunov),
        layer.jacobians().stream().map(j -> new Jacobian(j.lag(), j.singularValues())).toList(),
        layer.timeScales().stream().map(t -> new TimeScale(t.state(), t.steps())).toList(),
        layer.gates().stream()
            .map(gate -> new Gate(gate.gate(), gate.mean(), gate.left(), gate.right()))
            .toList(),
        layer.states().stream().map(LabJson::used).toList());
  }

  private static Exponents exponents(Lyapunov found) {
    return new Exponents(
        found.exponents(),
        found.spread(),
        intervals(found),
        found.stateSize(),
        found.steps(),
        found.sequences(),
        found.kaplanYorkeDimension(),
        found.entropyBound(),
        found.parallelInTime().name().toLowerCase(Locale.ROOT));
  }

  /** Of each exponent's mean over sequences; null for one sequence. */
  private static double[] @Nullable [] intervals(Lyapunov found) {
    double[] @Nullable [] all = new double[found.exponents().length][];
    for (int i = 0; i < all.length; i++) {
      Estimate mean = found.estimate(i);
      all[i] = mean.isTestable() ? new double[] {mean.low95(), mean.high95()} : null;
    }
    return all;
  }

  private static StateUsed used(StateUse found) {
    return new StateUsed(
        found.state(),
        found.left(),
        found.right(),
        found.norms(),
        found.drift(),
        found.deadUnits());
  }

  static NormRatio normRatios(NormRatios found) {
    return new NormRatio(found.byStep(), found.mean(), found.penalty());
  }

  /** A parameter by its name within its layer. */
  static Contributed contribution(Contribution found) {
    String name = found.parameter().substring(found.parameter().indexOf('/') + 1);
    return new Contributed(name, found.norms(), found.kept());
  }

  static Step step(StepFlow found) {
    return new Step(found.state().layer(), found.state().state(), found.total(), found.direct());
  }

  static LabSections.Attribution attribution(Attribution found) {
    int[] lags = IntStream.range(0, found.gradient().length).toArray();
    return new LabSections.Attribution(lags, found.gradient());
  }

  static LabSections.Truncation truncation(Truncation found) {
    OptionalInt shortest = found.shortest();
    return new LabSections.Truncation(
        found.steps(),
        found.chunks().stream().map(c -> new Chunk(c.steps(), c.cosine(), c.ratio())).toList(),
        Truncation.LEAST_COSINE,
        shortest.isEmpty() ? null : shortest.getAsInt());
  }
}
