package dev.carousel.cli.sample;

import dev.carousel.cli.console.Console;
import dev.carousel.cli.console.Words;
import dev.carousel.cli.options.Given;
import dev.carousel.cli.options.GlobalOptions;
import dev.carousel.cli.options.LoadedModel;
import dev.carousel.cli.options.Session;
import dev.carousel.cli.options.WeightFormatOption;
import dev.carousel.data.text.Choices;
import dev.carousel.data.text.SampleRequest;
import dev.carousel.data.text.TextSampler;
import dev.carousel.data.text.Vocabulary;
import dev.carousel.engine.EngineSettings;
import dev.carousel.error.CarouselException;
import dev.carousel.error.Printable;
import dev.carousel.error.ShellWord;
import dev.carousel.model.SavedModel;
import dev.carousel.train.RunFolder;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Writes text with a trained network. */
@Command(
    name = "sample",
    description = {
      "Writes text with the best model of a run, symbol by symbol.",
      "The same seed, prompt and model give the same text."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  carousel sample run",
      "  carousel sample run --length 2000 --temperature 0.5 --seed 7",
      "  carousel sample run --prompt \"It was the best of times\" --top-p 0.9",
      "  carousel sample run --top-k 20 --stop CHAPTER",
      "  carousel sample run --weight-format int8            faster for a wide network"
    })
public final class SampleCommand implements Callable<Integer> {
  private final Console console;

  @Parameters(paramLabel = "RUN-DIR", description = "Folder that 'carousel train' wrote")
  private @Nullable Path run;

  @Option(
      names = "--length",
      paramLabel = "N",
      defaultValue = "500",
      description = "Symbols to write")
  private int length;

  @Option(
      names = "--temperature",
      paramLabel = "T",
      defaultValue = "0.8",
      description =
          "How random: 0 always takes the likeliest symbol, 1 draws from the model's distribution")
  private double temperature;

  @Option(
      names = "--prompt",
      paramLabel = "TEXT",
      defaultValue = "",
      description = "Text to continue")
  private String prompt = "";

  @Option(
      names = "--top-k",
      paramLabel = "K",
      description = "Draw only among the K likeliest symbols; by default among all")
  private @Nullable Integer topK;

  @Option(
      names = "--top-p",
      paramLabel = "P",
      description =
          "Draw only among the likeliest symbols whose probabilities add up to P, 0 to 1; by "
              + "default among all")
  private @Nullable Double topP;

  @Option(
      names = "--stop",
      paramLabel = "TEXT",
      defaultValue = "",
      description = "End before this text, if it comes before the length is reached")
  private String stop = "";

  @Option(
      names = "--seed",
      paramLabel = "N",
      defaultValue = "1",
      description = "Seed of all random numbers")
  private long seed;

  @Mixin private WeightFormatOption weights = new WeightFormatOption();
  @Mixin private GlobalOptions global = new GlobalOptions();
  @Spec private @Nullable CommandSpec spec;

  /** A command that uses this console. */
  public SampleCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() {
    if (temperature == 0) {
      Given.to(spec)
          .refuse("nothing is random at --temperature 0.", List.of("--seed", "--top-k", "--top-p"));
    }
    SampleRequest request = new SampleRequest(length, choices(), prompt, stop, seed);
    EngineSettings engine = weights.engine();
    try (Session session = Session.open(global)) {
      SavedModel saved = RunFolder.open(Objects.requireNonNull(run)).readModel();
      Vocabulary vocabulary = vocabulary(saved);
      warnOfUnknown(vocabulary);
      long steps = (long) prompt.length() + length;
      LoadedModel model = LoadedModel.forSteps(session, saved, engine, steps);
      console.out().print(prompt);
      new TextSampler(model.network(), model.parameters(), vocabulary).sample(request, this::write);
      console.out().println();
    }
    return 0;
  }

  private Choices choices() {
    return new Choices(temperature, topK == null ? Choices.ALL : topK, topP == null ? 1 : topP);
  }

  private Vocabulary vocabulary(SavedModel model) {
    if (model.codec() instanceof Vocabulary vocabulary) {
      return vocabulary;
    }
    throw CarouselException.usage("The model cannot write text.")
        .expected("a model that was trained on text")
        .found(model.network().data())
        .where(String.valueOf(run))
        .mend("carousel evaluate " + ShellWord.of(String.valueOf(run)) + global.pluginWords())
        .build();
  }

  private void warnOfUnknown(Vocabulary vocabulary) {
    long unknown =
        Arrays.stream(vocabulary.encode(prompt)).filter(id -> id == vocabulary.unknown()).count();
    if (unknown > 0) {
      console
          .err()
          .println(
              Words.format(
                  "carousel: %d of the prompt's symbols %s not in the model's vocabulary",
                  unknown, unknown == 1 ? "is" : "are"));
    }
  }

  /**
   * Writes a piece at once, so that output can be read immediately and a closed pipe ends the
   * command. The model's file determines the symbols: control characters other than line ends and
   * tabs could control the terminal.
   */
  private void write(String piece) {
    piece
        .codePoints()
        .forEach(
            c ->
                console
                    .out()
                    .print(
                        c == '\n' || c == '\t' || Printable.isPrintable(c)
                            ? Character.toString(c)
                            : Vocabulary.REPLACEMENT));
    console.flushOut();
  }
}
