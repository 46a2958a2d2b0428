package dev.carousel.cli.train;

import dev.carousel.cli.console.Console;
import dev.carousel.cli.console.Interrupts;
import dev.carousel.cli.console.JsonOutput;
import dev.carousel.cli.console.LogConfigurator;
import dev.carousel.cli.console.Terminal;
import dev.carousel.cli.options.Given;
import dev.carousel.cli.options.RunOptions;
import dev.carousel.cli.options.Session;
import dev.carousel.cli.options.SessionSettings;
import dev.carousel.cli.options.TrainOptions;
import dev.carousel.engine.EngineSettings;
import dev.carousel.error.CarouselException;
import dev.carousel.experiments.Trial;
import dev.carousel.experiments.TrialBody;
import dev.carousel.experiments.TrialControl;
import dev.carousel.experiments.TrialResult;
import dev.carousel.experiments.TrialResult.Outcome;
import dev.carousel.model.HeapBudget;
import dev.carousel.train.CheckpointFile;
import dev.carousel.train.RunFolder;
import dev.carousel.train.run.HeldRun;
import java.io.PrintWriter;
import java.io.Serializable;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.slf4j.MDC;

/**
 * Makes a trial as {@code carousel train} would with its settings, and {@code train --resume} where
 * it was begun before, without a word on the console. Thread-safe.
 *
 * @param session of the sweep
 * @param threads of each trial
 */
public record TrialTraining(SessionSettings session, int threads)
    implements TrialBody, Serializable {
  private static final String SEED = "seed";
  private static final String THREADS = "threads";

  /** The folder beside a run folder in which a part of its training is made again. */
  private static final String AGAIN = "run-again";

  /** A trial that is killed loses so little; one that is over sooner need not wait for the disk. */
  private static final String SECONDS_APART = "5";

  @Override
  public TrialTraining within(HeapBudget share) {
    return new TrialTraining(session.within(share), threads);
  }

  /** The options of {@code carousel train} for a trial. */
  public static Map<String, String> settings(Trial trial) {
    Map<String, String> settings = new LinkedHashMap<>(trial.settings());
    settings.put(SEED, Long.toString(trial.seed()));
    return settings;
  }

  /** Settings as options that a user gave, so that none of them is without effect. */
  public static Given given(Map<String, String> settings) {
    return new Given(settings.keySet().stream().map(n -> "--" + n).collect(Collectors.toSet()));
  }

  @Override
  public TrialResult run(Trial trial, Path path, TrialControl control) {
    try (MDC.MDCCloseable named = MDC.putCloseable(LogConfigurator.TRIAL, trial.id())) {
      return trial.pauseAt() > 0 && updates(path).anyMatch(made -> made > trial.pauseAt())
          ? again(trial, path.resolveSibling(AGAIN), control)
          : run(trial, path, new TrialPace(trial.pauseAt(), control));
    }
  }

  /** The updates after which a run folder has checkpoints. */
  private static LongStream updates(Path path) {
    return new RunFolder(path).checkpoints().updates().stream().mapToLong(made -> made);
  }

  /** Makes a part again of a training that is further on, which stays as it is. */
  private TrialResult again(Trial trial, Path beside, TrialControl control) {
    Folders.remove(beside); // the sweep may have been killed here
    try {
      return run(trial, beside, new TrialPace(trial.pauseAt(), control));
    } finally {
      Folders.remove(beside);
    }
  }

  private TrialResult run(Trial trial, Path path, TrialPace pace) {
    RunFolder folder = new RunFolder(path);
    try {
      Outcome outcome = train(trial, path, pace);
      return outcome == Outcome.STOPPED
          ? TrialResult.stopped(trial)
          : TrialReading.of(trial, outcome, folder);
    } catch (CarouselException fault) {
      OptionalLong nonFinite = pace.nonFinite();
      return TrialReading.notFinite(trial, folder, nonFinite).orElseThrow(() -> fault);
    }
  }

  private Outcome train(Trial trial, Path path, TrialPace pace) {
    Map<String, String> settings = settings(trial);
    Given given = given(settings);
    settings.put(THREADS, Integer.toString(threads));
    settings.putIfAbsent(TrainOptions.CHECKPOINT_APART, SECONDS_APART);
    RunOptions options = RunOptions.of(settings);
    PrintWriter nowhere = new PrintWriter(new StringWriter());
    Console console = new Console(nowhere, nowhere, Terminal.none(), pace);
    try (Session opened = Session.open(session)) {
      TrainingRun training =
          new TrainingRun(
              console,
              opened,
              given,
              new JsonOutput(),
              new TrainingRun.Views(null, null, pace, false));
      return outcome(training, options, path, pace);
    }
  }

  private static Outcome outcome(
      TrainingRun training, RunOptions options, Path path, TrialPace pace) {
    EngineSettings engine = options.train().engine();
    try {
      boolean isBegun = Files.exists(new RunFolder(path).runFile()) || updates(path).count() > 0;
      int code =
          isBegun
              ? resume(training, options, path, pace)
              : training.start(options, false, path, engine);
      return code == Interrupts.EXIT_CODE ? pace.outcome() : Outcome.FINISHED;
    } catch (CarouselException fault) {
      if (training.hasDiverged()) {
        return Outcome.DIVERGED;
      }
      throw fault;
    }
  }

  private static int resume(TrainingRun training, RunOptions options, Path path, TrialPace pace) {
    EngineSettings engine = options.train().engine();
    try (HeldRun held = HeldRun.resume(path)) {
      Optional<CheckpointFile> stored = held.folder().checkpoints().newest();
      stored.ifPresent(last -> pace.goesOnAfter(last.checkpoint().counters().updates()));
      Resumption begun = Resumption.of(held.file(), stored);
      return training.resume(options, false, begun, new ResumeOptions(), held, stored, engine);
    }
  }

  /** The settings that a sweep has options of its own for. */
  public static Set<String> reserved() {
    return Set.of(SEED, THREADS);
  }
}
