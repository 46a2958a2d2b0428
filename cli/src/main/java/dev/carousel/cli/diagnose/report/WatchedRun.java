package dev.carousel.cli.diagnose.report;

import dev.carousel.cli.options.RunOptions;
import dev.carousel.cli.options.Session;
import dev.carousel.cli.options.TrainOptions;
import dev.carousel.data.Dataset;
import dev.carousel.flow.FlowReport;
import dev.carousel.flow.context.Need;
import dev.carousel.flow.diagnosis.Evidence;
import dev.carousel.flow.diagnosis.Findings;
import dev.carousel.flow.lab.LabReport;
import dev.carousel.flow.measured.LagChoice;
import dev.carousel.flow.measured.Recipe;
import dev.carousel.flow.measured.Run;
import dev.carousel.flow.measured.Subject;
import dev.carousel.flow.remedy.Remedies;
import dev.carousel.flow.report.Diagnosis;
import dev.carousel.flow.report.Provenance;
import dev.carousel.flow.steps.Attribution;
import dev.carousel.flow.steps.Truncation;
import dev.carousel.flow.training.TrainingWatch;
import dev.carousel.flow.training.WatchReport;
import dev.carousel.model.Network;
import dev.carousel.train.TrainingListener;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A run that is watched while it trains, and its report at any moment. The report has the shape of
 * a diagnosis, with only the record of the watch and its newest measurement.
 */
public final class WatchedRun {
  private static final int LAG = 100;

  private final Network network;
  private final Dataset data;
  private final LagChoice lag;
  private final Remedies remedies;
  private final @Nullable Recipe recipe;
  private final TrainingWatch watch;
  private final @Nullable WatchReport earlier;
  private final long parameters;
  private final Need need;
  private final Provenance provenance;

  private WatchedRun(
      Network network,
      Dataset data,
      LagChoice lag,
      Remedies remedies,
      @Nullable Recipe recipe,
      TrainingWatch watch,
      @Nullable WatchReport earlier,
      long parameters,
      Need need,
      Provenance provenance) {
    this.network = network;
    this.data = data;
    this.lag = lag;
    this.remedies = remedies;
    this.recipe = recipe;
    this.watch = watch;
    this.earlier = earlier;
    this.parameters = parameters;
    this.need = need;
    this.provenance = provenance;
  }

  /**
   * Where a run stands.
   *
   * @param updates made so far
   * @param validLoss of the last validation; NaN before the first
   * @param progress its section of the document
   */
  public record Standing(long updates, double validLoss, Report.Progress progress) {}

  /**
   * Gets ready to watch.
   *
   * @param options that it is trained by
   * @param earlier what was seen of the run before; null for nothing
   * @throws dev.carousel.error.CarouselException if the data is too short to measure on
   */
  public static WatchedRun of(
      Session session,
      Network network,
      Dataset data,
      RunOptions options,
      @Nullable WatchReport earlier) {
    TrainOptions train = options.train();
    LagChoice lag = LagChoice.of(Subject.part(data), LAG, train.seed());
    return new WatchedRun(
        network,
        data,
        lag,
        new Remedies(session.plugins()),
        options.recipe(),
        TrainingWatch.of(network, Subject.part(data), lag.settings(), session.flow()),
        earlier,
        network.initialParameters(train.seed()).elements(),
        Need.of(
            Subject.dependence(data, Subject.part(data), lag),
            Optional.empty(),
            Double.NaN,
            lag.settings().lag()),
        Origin.of(session, options, data));
  }

  /** What the trainer is to tell. */
  public TrainingListener listener() {
    return watch.listener();
  }

  /** Whether an update has been measured, so that there is a run to report. */
  public boolean hasSeenAny() {
    return watch.newest().isPresent();
  }

  /** The report; without a run in it before the first update. May be asked by any thread. */
  public Report document(Standing standing) {
    List<Run> runs = watch.newest().map(flow -> run(flow, standing)).stream().toList();
    long seed = lag.settings().seed();
    Diagnosis diagnosis =
        Diagnosis.of(data, network.loss(), seed, lag, runs, List.of(), List.of(), null, provenance);
    return DiagnosisJson.of(diagnosis, remedies).of("train", standing.progress());
  }

  private Run run(FlowReport flow, Standing standing) {
    WatchReport seen = watch.report();
    WatchReport whole = earlier == null ? seen : earlier.then(seen);
    LabReport report =
        new LabReport(
            flow,
            List.of(),
            List.of(),
            List.of(),
            List.of(),
            new Truncation(0, List.of()),
            new Attribution(new double[0], 0));
    return new Run(
        network.spec().cell(),
        parameters,
        standing.updates(),
        standing.validLoss(),
        report,
        recipe,
        whole,
        Findings.of(new Evidence(report, whole.clipping(), 0, need)),
        need,
        0);
  }
}
