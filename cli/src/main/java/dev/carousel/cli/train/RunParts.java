package dev.carousel.cli.train;

import dev.carousel.cli.console.Words;
import dev.carousel.cli.options.ChangedData;
import dev.carousel.cli.options.Given;
import dev.carousel.cli.options.ModelOptions;
import dev.carousel.cli.options.RunOptions;
import dev.carousel.cli.options.Session;
import dev.carousel.data.ChunkFit;
import dev.carousel.data.DataCodec;
import dev.carousel.data.Dataset;
import dev.carousel.data.score.PartScores;
import dev.carousel.data.score.ScorePlan;
import dev.carousel.data.text.TextDataset;
import dev.carousel.engine.EngineSettings;
import dev.carousel.model.Network;
import dev.carousel.model.NetworkSpec;
import dev.carousel.spi.Optimizer;
import dev.carousel.spi.Schedule;
import dev.carousel.tensor.NamedTensors;
import dev.carousel.train.Limit;
import dev.carousel.train.NamedHook;
import dev.carousel.train.Trainer;
import dev.carousel.train.TrainerFactory;
import dev.carousel.train.TrainingListener;
import dev.carousel.train.TrainingMemory;
import dev.carousel.train.TrainingPlan;
import dev.carousel.train.run.RunFile;
import dev.carousel.train.run.ScheduleEnd;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The parts of a run. Errors in the options appear while they are created, before the folder is.
 */
record RunParts(
    RunOptions options,
    boolean isWatched,
    Dataset data,
    Network network,
    Optimizer optimizer,
    Schedule schedule,
    List<NamedHook> hooks,
    TrainingPlan plan,
    ScheduleLength scheduleLength,
    int keepCheckpoints) {

  /**
   * What a resumed run needs to know of its beginning.
   *
   * @param begun what it was started with
   * @param options how to go on
   * @param made how many updates it has made
   */
  record Earlier(Resumption begun, ResumeOptions options, long made) {}

  /**
   * Makes all parts.
   *
   * @param given on the command line
   * @param isWatched whether the run keeps its gradient flow, as {@code --watch} asks
   * @param earlier of a run that is resumed; null for a new one
   */
  static RunParts of(
      RunOptions options,
      Given given,
      boolean isWatched,
      Session session,
      EngineSettings engine,
      @Nullable Earlier earlier) {
    TrainingPlan plan = options.train().plan(Limit.USUAL);
    int keepCheckpoints = options.train().keepCheckpoints();
    Optimizer optimizer = options.train().optimizer(session.plugins());
    Schedule schedule = options.train().schedule(session.plugins());
    List<NamedHook> hooks = options.train().hooks(session.plugins());
    options.model().refuseBesideStack(given);
    options.check(session.plugins());
    Dataset data =
        earlier == null
            ? options.data().open(session.plugins())
            : reopened(options, session, earlier);
    options.data().refuseIdle(given, data);
    NetworkSpec spec = options.spec(data, options.model().cell(), session.plugins());
    Foresight.refuse(spec, data);
    Network network = ModelOptions.compile(session.engine(engine), spec, session.plugins());
    new TrainingMemory(network, data, optimizer, hooks, plan).requireFits(session.heap());
    long planned = plan.plannedUpdates(data);
    ScheduleLength length = length(schedule, planned, earlier);
    Schedule spread = ScheduleEnd.over(schedule, length.updates(), planned);
    return new RunParts(
        options, isWatched, data, network, optimizer, spread, hooks, plan, length, keepCheckpoints);
  }

  private static Dataset reopened(RunOptions options, Session session, Earlier earlier) {
    options.data().requireStillThere("");
    ChangedData changed = earlier.options().changedData();
    DataCodec codec = changed.isAllowed() ? earlier.begun().codec() : null;
    Dataset data = options.data().open(session.plugins(), codec);
    changed.check(earlier.begun().data(), data, options.data());
    return data;
  }

  private static ScheduleLength length(Schedule schedule, long planned, @Nullable Earlier earlier) {
    return earlier == null
        ? ScheduleLength.ofNew(planned)
        : ScheduleLength.ofResumed(
            schedule,
            earlier.begun().scheduleUpdates(),
            planned,
            earlier.made(),
            earlier.options().scheduleEnd());
  }

  /** What one prediction belongs to: chars, steps or sequences. */
  String unit() {
    return Words.unit(data.codec(), data.shape());
  }

  /** What the run's folder is to say of it before anything else. */
  RunFile runFile() {
    Map<String, String> settings = new LinkedHashMap<>(options.settings());
    settings.putAll(options.train().endSettings());
    if (isWatched) {
      settings.put(Resumption.WATCH, "true");
    }
    return new RunFile(settings, scheduleLength.updates(), data.identity(), data.codec());
  }

  /** What chunks the training part fills. */
  ChunkFit chunkFit() {
    return ChunkFit.of(data.training(), plan.batch(), plan.bptt());
  }

  /**
   * What parameters score on the validation part, where there is more to tell than the loss; null
   * elsewhere.
   */
  @Nullable PartScores scores(NamedTensors parameters) {
    boolean isTold = !(data instanceof TextDataset text) || text.unseen() > 0;
    return isTold && data.validation().symbols() > 0
        ? PartScores.of(network.bind(parameters), data, data.validation(), ScorePlan.USUAL)
        : null;
  }

  /** The number of trained numbers. */
  long parameterCount() {
    return network.initialParameters(plan.seed()).elements();
  }

  Trainer trainer(TrainingListener listener, TrainerFactory trainers) {
    return trainers
        .builder(network, data)
        .optimizer(optimizer)
        .schedule(schedule)
        .hooks(hooks)
        .plan(plan)
        .listener(listener)
        .build();
  }
}
