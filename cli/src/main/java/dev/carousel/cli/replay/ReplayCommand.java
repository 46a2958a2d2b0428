package dev.carousel.cli.replay;

import dev.carousel.Engines;
import dev.carousel.cli.console.Console;
import dev.carousel.cli.console.JsonOutput;
import dev.carousel.cli.options.GlobalOptions;
import dev.carousel.cli.options.ModelOptions;
import dev.carousel.cli.options.Session;
import dev.carousel.cli.text.Look;
import dev.carousel.engine.Engine;
import dev.carousel.error.CarouselException;
import dev.carousel.model.Network;
import dev.carousel.model.NetworkSpec;
import dev.carousel.nonfinite.FailedUpdateFile;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Repeats an update that was not finite, and finds the first such value. */
@Command(
    name = "replay",
    description = {
      "Repeats an update that was not finite, value by value, and says where the first NaN or "
          + "infinity comes from: layer, step, row of the batch, equation and operands.",
      "'carousel train' keeps the update in a file, which holds all that is needed except plugins."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  carousel replay run/nonfinite-37.safetensors",
      "  carousel replay run/nonfinite-37.safetensors --plugins build/libs   a cell of your own",
      "  carousel replay run/nonfinite-37.safetensors --json -",
      "",
      "The exit code is 0 if it finds what the file records, and 1 if not, for example if the "
          + "cell has",
      "been changed since."
    })
public final class ReplayCommand implements Callable<Integer> {
  private static final int DIFFERS = 1;

  private final Console console;

  @Parameters(
      paramLabel = "FILE",
      description = "File nonfinite-UPDATE.safetensors in the folder of a run")
  private @Nullable Path file;

  @Mixin private JsonOutput json = new JsonOutput();
  @Mixin private GlobalOptions global = new GlobalOptions();

  /** A command that uses this console. */
  public ReplayCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() {
    json.check();
    Path path = Objects.requireNonNull(file);
    try (Session session = Session.open(global);
        Engine engine = Engines.reference()) {
      FailedUpdateFile stored = FailedUpdateFile.read(path);
      Network network = network(session, engine, stored.failed().network(), path);
      Replay replay = new Replay(stored, stored.failed().firstCause(network));
      PrintWriter text = json.text(console);
      ReplayText.of(replay, Look.of(console.terminal())).forEach(text::println);
      text.flush();
      json.write(console, ReplayJson.of(replay));
      return replay.isReproduced() ? 0 : DIFFERS;
    }
  }

  private static Network network(Session session, Engine engine, NetworkSpec spec, Path file) {
    try {
      return ModelOptions.compile(engine, spec, session.plugins());
    } catch (CarouselException e) {
      throw CarouselException.failure(
              "The cell or the loss of the failed update cannot be created.")
          .expected(
              "the cell "
                  + spec.cell()
                  + (spec.loss().isEmpty() ? "" : ", the loss " + spec.loss()))
          .found(String.valueOf(e.getMessage()).lines().findFirst().orElse(""))
          .where(file)
          .mend("name the folder of its plugin: --plugins DIR")
          .cause(e)
          .build();
    }
  }
}
