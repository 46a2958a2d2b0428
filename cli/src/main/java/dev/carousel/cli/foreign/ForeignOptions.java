package dev.carousel.cli.foreign;

import dev.carousel.cli.options.Choice;
import dev.carousel.cli.options.Given;
import dev.carousel.error.Printable;
import dev.carousel.interop.ForeignNetwork;
import dev.carousel.interop.ImportSettings;
import dev.carousel.interop.Imported;
import dev.carousel.interop.pytorch.PyTorch;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** How a file of another framework is read. */
public final class ForeignOptions {
  private static final int MOST_LISTED = 20;
  private static final List<String> NAMES =
      List.of("--as", "--module", "--head-name", "--embedding-name", "--activation", "--symbols");

  @Option(
      names = "--as",
      paramLabel = "FRAMEWORK",
      description =
          "Whose file it is: pytorch (a state dict in .pt, .pth or .safetensors), keras (.keras or "
              + ".h5) or onnx; by default told by its name")
  private @Nullable String as;

  @Option(
      names = "--module",
      paramLabel = "NAME",
      description = "The recurrent module, if the file has several: encoder.lstm")
  private @Nullable String module;

  @Option(
      names = "--head-name",
      paramLabel = "NAME",
      description =
          "The linear map that makes the outputs, if sizes do not tell; none if the states of the "
              + "top layer are the outputs")
  private @Nullable String head;

  @Option(
      names = "--embedding-name",
      paramLabel = "NAME",
      description = "The embedding, if sizes do not tell; none if numbers are read")
  private @Nullable String embedding;

  @Option(
      names = "--activation",
      paramLabel = "PHI",
      description = "Of a vanilla RNN, whose weights do not tell it: tanh (the default) or relu")
  private @Nullable String activation;

  @Option(
      names = "--symbols",
      paramLabel = "FILE",
      description =
          "The characters of a text's network in its order: one a line, or JSON, a list or an "
              + "object of characters and ids; by default those of --text in the order of their "
              + "code points")
  private @Nullable Path symbols;

  /** Whether a path names such a file: there is one, or it is said so and there is no folder. */
  public boolean isFile(Path path) {
    boolean isNamed = as != null || Framework.isName(path);
    return Files.isRegularFile(path) || (isNamed && !Files.isDirectory(path));
  }

  /** Reads the network of a file. */
  public Imported read(Path file) {
    Framework framework = as == null ? Framework.of(file) : Choice.of("--as", as, Framework.class);
    return framework.read(
        file,
        new ImportSettings(
            Optional.ofNullable(module),
            Optional.ofNullable(head),
            Optional.ofNullable(embedding),
            Optional.ofNullable(activation)));
  }

  /** The file of the symbols; null for none. */
  @Nullable Path symbols() {
    return symbols;
  }

  /** Refuses these options where no file of another framework is read. */
  public static void refuse(Given given) {
    given.refuse("no file of another framework is read.", NAMES);
  }

  /** What a reader must know of how the file was read, a sentence each. */
  public List<String> remarks(Imported imported) {
    List<String> remarks = new ArrayList<>();
    ForeignNetwork network = imported.network();
    if (network.framework().equals(PyTorch.FRAMEWORK) && network.cell().equals("rnn")) {
      remarks.add(
          "The weights of an RNN do not tell its activation. tanh is assumed, as in torch.nn.RNN; "
              + "if it is relu, add --activation relu.");
    }
    List<String> ignored = imported.ignored();
    if (!ignored.isEmpty()) {
      String names = String.join(", ", ignored.subList(0, Math.min(MOST_LISTED, ignored.size())));
      remarks.add(
          "Not used: "
              + Printable.of(names)
              + (ignored.size() > MOST_LISTED ? ", .. (" + ignored.size() + " in all)" : "")
              + ". If the network needs them, this is only a part of it.");
    }
    return remarks;
  }
}
