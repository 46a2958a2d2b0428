package dev.carousel.cli.evaluate;

import static dev.carousel.cli.console.Words.format;

import dev.carousel.Version;
import dev.carousel.cli.console.Console;
import dev.carousel.cli.console.JsonOutput;
import dev.carousel.cli.console.Words;
import dev.carousel.cli.evaluate.EvaluatedData.Which;
import dev.carousel.cli.options.ChangedData;
import dev.carousel.cli.options.Choice;
import dev.carousel.cli.options.DataOptions;
import dev.carousel.cli.options.Given;
import dev.carousel.cli.options.GlobalOptions;
import dev.carousel.cli.options.LoadedModel;
import dev.carousel.cli.options.Session;
import dev.carousel.data.table.TableCodec;
import dev.carousel.data.table.TargetError;
import dev.carousel.engine.EngineSettings;
import dev.carousel.flow.words.Numbers;
import dev.carousel.model.HeadLoss;
import dev.carousel.model.LossTotal;
import dev.carousel.model.NaturalLoss;
import dev.carousel.spi.ClassLoss;
import dev.carousel.train.Evaluation;
import dev.carousel.train.Scores;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Measures how well a trained network predicts. */
@Command(
    name = "evaluate",
    description = {
      "Measures how well the best model of a run predicts.",
      "Without data: on the validation data of its training, computed as in training."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  carousel evaluate run",
      "  carousel evaluate run --text other.txt --json -",
      "  carousel evaluate run --csv this-year.csv"
    })
public final class EvaluateCommand implements Callable<Integer> {
  private final Console console;

  @Parameters(paramLabel = "RUN-DIR", description = "Folder that 'carousel train' wrote")
  private @Nullable Path run;

  @Option(
      names = "--part",
      paramLabel = "PART",
      description =
          "Part of the data: all, valid, test or train; by default all of the data that you "
              + "name, or else valid")
  private @Nullable String part;

  @Mixin private DataOptions data = new DataOptions();
  @Mixin private ChangedData changedData = new ChangedData();
  @Mixin private JsonOutput json = new JsonOutput();
  @Mixin private GlobalOptions global = new GlobalOptions();
  @Spec private @Nullable CommandSpec spec;

  /** A command that uses this console. */
  public EvaluateCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() {
    json.check();
    Which which = part == null ? null : Choice.of("--part", part, Which.class);
    if (!data.isGiven() || which == null || which == Which.ALL) {
      Given.to(spec)
          .refuse("it applies only to a part of the data that you name.", List.of("--valid"));
    } else if (data.isTask()) {
      data.refuseIdle(Given.to(spec));
    }
    try (Session session = Session.open(global)) {
      int threads = Runtime.getRuntime().availableProcessors();
      LoadedModel model =
          LoadedModel.of(session, Objects.requireNonNull(run), EngineSettings.threads(threads));
      EvaluatedData evaluated =
          EvaluatedData.open(model.saved(), data, which, changedData, session.plugins());
      Scores scores = Evaluation.scores(model.network().bind(model.parameters()), evaluated.part());
      List<TargetError> errors =
          model.saved().codec() instanceof TableCodec codec
              ? TargetError.of(scores, codec)
              : List.of();
      HeadLoss head = model.network().loss();
      tell(evaluated, scores, errors, head);
      json.write(console, document(evaluated, scores, errors, head));
    }
    return 0;
  }

  private void tell(
      EvaluatedData evaluated, Scores scores, List<TargetError> errors, HeadLoss head) {
    LossTotal loss = scores.loss();
    PrintWriter text = json.text(console);
    text.println("Data      " + evaluated.data().description());
    text.println(format("Part      %s, %,d predictions", evaluated.which(), loss.predictions()));
    boolean isOfClasses = head.loss() instanceof ClassLoss;
    boolean isNatural = head.isLogLoss() || head.loss() == NaturalLoss.squaredError();
    if (!isNatural) {
      text.println(format("Loss      %s %s", Numbers.decimals(loss.mean(), 4), head.unit()));
    }
    if (head.isLogLoss()) {
      text.println(
          format(
              "Loss      %s nats, %s bits",
              Numbers.decimals(loss.mean(), 4), Numbers.decimals(Words.bits(loss.mean()), 4)));
    }
    if (isOfClasses) {
      text.println(format("Accuracy  %.2f%%", 100 * accuracy(loss)));
      UnseenSymbols.lines(scores).forEach(text::println);
    } else {
      text.println(
          format(
              "Error     mse %s, mae %s%s",
              Words.figure(loss.squared() / loss.predictions()),
              Words.figure(loss.absolute() / loss.predictions()),
              errors.isEmpty() ? "" : ", in standard deviations"));
      for (TargetError error : errors) {
        text.println(
            format(
                "          %s: mse %s, mae %s in its own units",
                error.name(), Words.figure(error.mse()), Words.figure(error.mae())));
      }
    }
    if (evaluated.unseen() > 0) {
      console
          .err()
          .println(
              format(
                  "carousel: %s of the text %s not in the model's vocabulary",
                  Words.count(evaluated.unseen(), "symbol"),
                  evaluated.unseen() == 1 ? "is" : "are"));
    }
  }

  private Map<String, Object> document(
      EvaluatedData evaluated, Scores scores, List<TargetError> errors, HeadLoss head) {
    LossTotal loss = scores.loss();
    Map<String, Object> document = new LinkedHashMap<>();
    document.put("carousel", Version.current());
    document.put("command", "evaluate");
    document.put("data", evaluated.data().description());
    document.put("part", evaluated.which().toString());
    document.put("loss", loss.mean());
    document.put("symbols", loss.predictions());
    document.put("lossUnit", head.unit());
    if (head.isLogLoss()) {
      document.put("bitsPerSymbol", Words.bits(loss.mean()));
    }
    if (head.loss() instanceof ClassLoss) {
      document.put("accuracy", accuracy(loss));
      document.put("unseen", evaluated.unseen());
      UnseenSymbols.put(scores, loss.mean(), document);
    } else {
      document.put("mse", loss.squared() / loss.predictions());
      document.put("mae", loss.absolute() / loss.predictions());
      document.put("targets", errors);
    }
    return document;
  }

  private static double accuracy(LossTotal loss) {
    return (double) loss.correct() / loss.predictions();
  }
}
