package dev.carousel.cli.foreign;

import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import dev.carousel.cli.console.Console;
import dev.carousel.cli.console.JsonOutput;
import dev.carousel.cli.console.Words;
import dev.carousel.cli.options.DataOptions;
import dev.carousel.cli.options.Given;
import dev.carousel.cli.options.GlobalOptions;
import dev.carousel.cli.options.Session;
import dev.carousel.error.ShellWord;
import dev.carousel.interop.ForeignNetwork;
import dev.carousel.interop.Imported;
import dev.carousel.model.SavedModel;
import dev.carousel.train.RunFolder;
import java.io.PrintWriter;
import java.nio.file.Path;
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

/** Makes a run folder of another framework's network. */
@Command(
    name = "import",
    description = {
      "Makes a run folder of a network that another framework trained, from the file of its "
          + "parameters. Nothing in the file is run.",
      "Name the data that the network reads, and the folder can be evaluated, sampled and "
          + "predicted with like any other. Without data, it holds a network for a Java program."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  carousel import model.pt --text novel.txt --out run",
      "  carousel import model.safetensors --symbols vocabulary.json --out run",
      "  carousel import model.pt --csv load.csv --target load --scale none --out run",
      "  carousel import model.keras --text novel.txt --out run",
      "  carousel import model.onnx --symbols vocabulary.json --out run",
      "  carousel import model.pth --module encoder.lstm --head-name none --out run"
    })
public final class ImportCommand implements Callable<Integer> {
  private final Console console;

  @Parameters(
      paramLabel = "MODEL-FILE",
      description =
          "State dict of PyTorch (.pt, .pth or .safetensors), model of Keras (.keras or .h5), or "
              + "ONNX model (.onnx)")
  private @Nullable Path file;

  @Option(
      names = "--out",
      required = true,
      paramLabel = "RUN-DIR",
      description = "New folder for the network")
  private @Nullable Path out;

  @Mixin private ForeignOptions foreign = new ForeignOptions();
  @Mixin private Prediction prediction = new Prediction();
  @Mixin private DataOptions data = new DataOptions();
  @Mixin private JsonOutput json = new JsonOutput();
  @Mixin private GlobalOptions global = new GlobalOptions();
  @Spec private @Nullable CommandSpec spec;

  /** A command that uses this console. */
  public ImportCommand(Console console) {
    this.console = console;
  }

  /** The figures of an import, as JSON. */
  @JsonPropertyOrder({
    "command",
    "framework",
    "module",
    "cell",
    "units",
    "layers",
    "bidirectional",
    "inputs",
    "embedding",
    "outputs",
    "head",
    "parameters",
    "ignored",
    "sha256"
  })
  record Document(
      String command,
      String framework,
      String module,
      String cell,
      int units,
      int layers,
      boolean bidirectional,
      int inputs,
      int embedding,
      int outputs,
      boolean head,
      long parameters,
      List<String> ignored,
      String sha256) {}

  @Override
  public Integer call() {
    json.check();
    RunFolder folder = new RunFolder(Objects.requireNonNull(out));
    folder.requireNew();
    try (Session session = Session.open(global)) {
      if (data.isGiven()) {
        Given.to(spec).refuse("the data says what is predicted.", Prediction.NAMES);
      }
      Imported imported = foreign.read(Objects.requireNonNull(file));
      SavedModel model =
          ForeignModel.saved(
              imported,
              foreign,
              data,
              prediction.shape(imported.network()),
              Given.to(spec),
              session.plugins());
      RunFolder.fill(folder.path(), held -> model.write(held.model()));
      report(imported, model);
    }
    return 0;
  }

  private void report(Imported imported, SavedModel model) {
    PrintWriter text = json.text(console);
    ForeignNetwork network = imported.network();
    long parameters = imported.parameters().elements();
    text.println(model.network());
    text.println(
        Words.count(parameters, "parameter")
            + (network.module().isEmpty() ? "" : " of the module " + network.module())
            + (network.hasHead() ? "" : "; the states of the top layer are the outputs"));
    foreign.remarks(imported).forEach(remark -> text.println("note: " + remark));
    if (data.isGiven()) {
      text.println("next: carousel diagnose " + ShellWord.of(String.valueOf(out)));
    }
    text.flush();
    json.write(
        console,
        new Document(
            "import",
            network.framework(),
            network.module(),
            network.cell(),
            network.units(),
            network.layers(),
            network.bidirectional(),
            network.inputs(),
            network.embedding(),
            network.outputs(),
            network.hasHead(),
            parameters,
            imported.ignored(),
            imported.sha256()));
  }
}
