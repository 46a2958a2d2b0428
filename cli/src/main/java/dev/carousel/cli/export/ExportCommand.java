package dev.carousel.cli.export;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import dev.carousel.cli.console.Console;
import dev.carousel.cli.console.JsonOutput;
import dev.carousel.cli.console.OutputFile;
import dev.carousel.cli.console.Words;
import dev.carousel.cli.options.Choice;
import dev.carousel.cli.options.GlobalOptions;
import dev.carousel.cli.options.LoadedModel;
import dev.carousel.cli.options.Session;
import dev.carousel.engine.EngineSettings;
import dev.carousel.error.CarouselException;
import dev.carousel.interop.FileSha256;
import dev.carousel.model.NetworkSpec;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Writes a trained network for another framework. */
@Command(
    name = "export",
    description = {
      "Writes the best model of a run for another framework.",
      "The ending of the file's name chooses the format."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  carousel export run --to model.safetensors         a state dict for PyTorch",
      "  carousel export run --to model.onnx                any cell, for ONNX Runtime",
      "  carousel export run --to model.npz --names carousel"
    })
public final class ExportCommand implements Callable<Integer> {
  private final Console console;

  @Parameters(paramLabel = "RUN-DIR", description = "Folder that 'carousel train' wrote")
  private @Nullable Path run;

  @Option(
      names = "--to",
      required = true,
      paramLabel = "FILE",
      description = "File to write: .safetensors, .npz or .onnx")
  private @Nullable OutputFile to;

  @Option(
      names = "--names",
      paramLabel = "NAMES",
      description =
          "By whose names the parameters are written: pytorch (the default), as in a state dict, "
              + "or carousel")
  private @Nullable String names;

  @Mixin private JsonOutput json = new JsonOutput();
  @Mixin private GlobalOptions global = new GlobalOptions();

  /** A command that uses this console. */
  public ExportCommand(Console console) {
    this.console = console;
  }

  /**
   * The figures of an export, as JSON.
   *
   * @param verified the largest relative difference of outputs; null where nothing verified it
   * @param verifier what ran the file; null for nothing
   * @param sample what both read: "random", or the name of a part of the data; null for nothing
   */
  @JsonPropertyOrder({
    "command",
    "file",
    "names",
    "cell",
    "layers",
    "bidirectional",
    "parameters",
    "tensors",
    "sha256",
    "verified",
    "verifier",
    "sample"
  })
  record Document(
      String command,
      String file,
      String names,
      String cell,
      int layers,
      boolean bidirectional,
      long parameters,
      int tensors,
      String sha256,
      @JsonInclude(JsonInclude.Include.ALWAYS) @Nullable Double verified,
      @JsonInclude(JsonInclude.Include.ALWAYS) @Nullable String verifier,
      @JsonInclude(JsonInclude.Include.ALWAYS) @Nullable String sample) {}

  @Override
  public Integer call() {
    json.check();
    OutputFile file = Objects.requireNonNull(to);
    ExportFormat format = ExportFormat.of(file.given());
    NameTable table = names(format);
    file.requireWritable("model", "--to", "a file name in a folder that exists");
    try (Session session = Session.open(global)) {
      LoadedModel model =
          LoadedModel.of(session, Objects.requireNonNull(run), EngineSettings.threads(1));
      Exported exported = format.write(new Exporting(model, table, file, session));
      report(model, table, file, exported);
    }
    return 0;
  }

  private NameTable names(ExportFormat format) {
    NameTable table =
        names == null ? format.names().get(0) : Choice.of("--names", names, NameTable.class);
    if (!format.names().contains(table)) {
      throw CarouselException.usage("The format has no parameters by these names.")
          .expected(
              "--names with one of: "
                  + format.names().stream()
                      .map(NameTable::toString)
                      .collect(Collectors.joining(", ")))
          .found("--names " + table + " for " + format.ending())
          .mend("leave out --names")
          .build();
    }
    return table;
  }

  private void report(LoadedModel model, NameTable table, OutputFile file, Exported exported) {
    NetworkSpec spec = model.network().spec();
    long parameters = model.parameters().elements();
    PrintWriter text = json.text(console);
    text.println(spec);
    text.println(
        "wrote "
            + Words.count(parameters, "parameter")
            + " in "
            + Words.count(exported.tensors(), "tensor")
            + " by the names of "
            + table
            + " to "
            + file.given());
    exported.notes().forEach(text::println);
    text.flush();
    Exported.Verified verified = exported.verified();
    json.write(
        console,
        new Document(
            "export",
            file.given(),
            table.toString(),
            spec.cell(),
            spec.layers(),
            spec.bidirectional(),
            parameters,
            exported.tensors(),
            FileSha256.of(file.path()),
            verified == null ? null : verified.difference(),
            verified == null ? null : verified.by(),
            verified == null ? null : verified.sample()));
  }
}
