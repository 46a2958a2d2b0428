package dev.carousel.cli.train;

import dev.carousel.cli.console.Console;
import dev.carousel.cli.console.JsonOutput;
import dev.carousel.cli.live.LiveServer;
import dev.carousel.cli.options.Given;
import dev.carousel.cli.options.GlobalOptions;
import dev.carousel.cli.options.RunOptions;
import dev.carousel.cli.options.Session;
import dev.carousel.engine.EngineSettings;
import dev.carousel.plugin.Plugins;
import dev.carousel.train.CheckpointFile;
import dev.carousel.train.run.HeldRun;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Trains a network. */
@Command(
    name = "train",
    customSynopsis = "@|bold carousel train|@ [DATA] [NETWORK] [TRAINING] --out RUN-DIR",
    description = {
      "Trains a network on a text, a table or a task, and keeps its best model in a folder.",
      "The first update that is not finite is kept there too, for 'carousel replay'.",
      "Ctrl-C ends the run after the current update. --resume continues it, also after a kill, and",
      "ends with the same model as a run that was never stopped.",
      "--live shows the gradient flow on a web page during training; --watch only records it."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  carousel train --out run --minutes 5",
      "  carousel train --text book.txt --out run --cell lstm:forget-bias=1 --units 256 --epochs"
          + " 20",
      "  carousel train --csv power.csv --target load --window 48 --out run --units 32",
      "  carousel train --task adding:length=100 --out run --updates 2000 --hook clip-norm:max=5",
      "  carousel train --out run --live                     then open the address that it prints",
      "  carousel train --out run --live 8080 --epochs 20    at http://127.0.0.1:8080/",
      "  carousel train --out run --watch --updates 5000     keeps run/flow.json and run/flow.html",
      "  carousel train --out run --tensorboard events       then: tensorboard --logdir events",
      "  carousel train --out run --resume --epochs 40",
      "  carousel train --out run --resume-at 3000           not from the newest checkpoint",
      "  carousel train --out run --hook non-finite:policy=roll-back --hook clip-norm:max=1"
    })
public final class TrainCommand implements Callable<Integer> {
  private final Console console;

  @Option(
      names = "--out",
      paramLabel = "RUN-DIR",
      required = true,
      description = "Folder for the model, the checkpoints and the figures; new or empty")
  private @Nullable Path out;

  @Mixin private ResumeOptions resume = new ResumeOptions();
  @Mixin private WatchOptions watch = new WatchOptions();
  @Mixin private RunOptions run = new RunOptions();
  @Mixin private JsonOutput json = new JsonOutput();
  @Mixin private GlobalOptions global = new GlobalOptions();
  @Spec private @Nullable CommandSpec spec;

  /** A command that uses this console. */
  public TrainCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() {
    json.check();
    Given given = Given.to(spec);
    if (!resume.isWanted()) {
      run.data().refuseIdle(given);
    }
    Path path = Objects.requireNonNull(out);
    try (Session session = Session.open(global);
        LiveServer live = watch.bind()) {
      TrainingRun training =
          new TrainingRun(
              console,
              session,
              given,
              json,
              new TrainingRun.Views(live, watch.tensorBoard(), null, global.progress()));
      EngineSettings engine = run.train().engine();
      return resume.isWanted()
          ? resume(training, path, engine, session.plugins())
          : training.start(run, watch.isWatched(), path, engine);
    }
  }

  private int resume(TrainingRun training, Path path, EngineSettings engine, Plugins plugins) {
    resume.scheduleEnd(); // a wrong word is refused before anything is read
    resume.changedData().isAllowed();
    try (HeldRun held = HeldRun.resume(path)) {
      Long at = resume.at();
      Optional<CheckpointFile> stored =
          at == null
              ? held.folder().checkpoints().newest()
              : Optional.of(held.folder().checkpoints().at(at));
      Resumption begun = Resumption.of(held.file(), stored);
      RunOptions joined = begun.join(run, matched(), plugins);
      joined.data().refuseIdle(Given.to(spec)); // what is read may be named in the folder alone
      boolean isWatched = watch.isWatched() || begun.isWatched();
      return training.resume(joined, isWatched, begun, resume, held, stored, engine);
    }
  }

  /** The options given on the command line, without dashes. */
  private Set<String> matched() {
    return Objects.requireNonNull(spec).commandLine().getParseResult().matchedOptions().stream()
        .map(option -> option.longestName().substring(2))
        .collect(Collectors.toSet());
  }
}
