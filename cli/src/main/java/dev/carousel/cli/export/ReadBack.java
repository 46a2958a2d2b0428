package dev.carousel.cli.export;

import dev.carousel.cli.options.LoadedModel;
import dev.carousel.engine.EngineSettings;
import dev.carousel.error.CarouselException;
import dev.carousel.interop.ExportCheck;
import dev.carousel.interop.ImportSettings;
import dev.carousel.interop.Imported;
import dev.carousel.interop.onnx.OnnxImport;
import dev.carousel.interop.pytorch.PyTorch;
import dev.carousel.model.NetworkSpec;
import dev.carousel.model.SavedModel;
import dev.carousel.tensor.NamedTensors;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Reads an exported file again, and runs its network beside the one that was written. */
final class ReadBack {
  private static final String NOT_VERIFIED =
      "not verified: %s. Compare a few outputs yourself: docs/onnx.md has a program";

  private final Exporting exporting;
  private final SavedModel model;
  private final Path file;

  private ReadBack(Exporting exporting) {
    this.exporting = exporting;
    model = exporting.model().saved();
    file = exporting.to().path();
  }

  /**
   * What was written, with how far its outputs differ.
   *
   * @param tensors how many were written
   * @throws CarouselException if they differ by more than rounding; the file is then removed
   */
  static Exported check(Exporting exporting, ExportFormat format, int tensors) {
    ReadBack back = new ReadBack(exporting);
    if (!Files.isRegularFile(back.file)) {
      return back.notVerified(tensors, "what is no file cannot be read again");
    }
    return format == OnnxFormat.ONNX ? back.graph(tensors) : back.tensors(tensors);
  }

  private Exported tensors(int tensors) {
    NamedTensors read =
        exporting.names() == NameTable.PYTORCH
            ? PyTorch.read(file, settings()).parameters()
            : PyTorch.tensors(file);
    NetworkSpec network =
        exporting.names() == NameTable.PYTORCH && model.network().tied()
            ? model.network().tied(false)
            : model.network();
    return compared(tensors, network, read);
  }

  /** Names that {@link PyTorch#stateDict} gives, so that nothing is guessed from sizes. */
  private ImportSettings settings() {
    boolean isRelu = model.network().cell().contains("activation=relu");
    return new ImportSettings(
        Optional.empty(),
        Optional.of("head"),
        Optional.of(model.network().embedding() > 0 ? "embedding" : ImportSettings.NONE),
        isRelu ? Optional.of("relu") : Optional.empty());
  }

  private Exported graph(int tensors) {
    Imported read;
    NetworkSpec network;
    try {
      read = OnnxImport.read(file, ImportSettings.USUAL);
      network = read.network().spec(model.network().data());
    } catch (CarouselException refusal) {
      String reason = String.valueOf(refusal.getMessage()).lines().findFirst().orElse("");
      return notVerified(
          tensors, "Carousel writes such a graph but does not read it (" + reason + ")");
    }
    return compared(tensors, network, read.parameters());
  }

  private Exported compared(int tensors, NetworkSpec network, NamedTensors parameters) {
    LoadedModel written = exporting.model();
    LoadedModel read =
        LoadedModel.of(
            exporting.session(),
            new SavedModel(network, model.codec(), Map.of(), parameters),
            EngineSettings.threads(1));
    try {
      double difference =
          ExportCheck.require(
              written.network().bind(written.parameters()),
              read.network().bind(read.parameters()),
              file);
      return new Exported(
          tensors,
          difference,
          List.of(
              ("verified: read again, its outputs differ by at most %s of the largest one, "
                      + "on %d random sequences of %d steps")
                  .formatted(
                      difference == 0 ? "0" : String.format(Locale.ROOT, "%.1e", difference),
                      ExportCheck.ROWS,
                      ExportCheck.STEPS)));
    } catch (CarouselException different) {
      remove();
      throw different;
    }
  }

  private void remove() {
    try {
      Files.deleteIfExists(file);
    } catch (IOException ignored) {
      // The message says not to use it.
    }
  }

  private Exported notVerified(int tensors, String why) {
    return new Exported(tensors, null, List.of(NOT_VERIFIED.formatted(why)));
  }
}
