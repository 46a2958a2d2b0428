package dev.carousel.cli.export;

import dev.carousel.cli.export.Exported.Verified;
import dev.carousel.cli.options.LoadedModel;
import dev.carousel.engine.EngineSettings;
import dev.carousel.error.CarouselException;
import dev.carousel.interop.ExportCheck;
import dev.carousel.interop.ForeignNetwork;
import dev.carousel.interop.ImportSettings;
import dev.carousel.interop.Imported;
import dev.carousel.interop.onnx.OnnxExport;
import dev.carousel.interop.onnx.OnnxImport;
import dev.carousel.interop.onnx.OnnxVerifier;
import dev.carousel.interop.pytorch.PyTorch;
import dev.carousel.model.NetworkSpec;
import dev.carousel.model.SavedModel;
import dev.carousel.plugin.PluginRef;
import dev.carousel.tensor.NamedTensors;
import dev.carousel.tensor.Tensor;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** Runs the network of an exported file beside the one that was written. */
final class ReadBack {
  private static final String CAROUSEL = "Carousel";

  private final Exporting exporting;
  private final SavedModel model;
  private final Path file;
  private final int tensors;

  private ReadBack(Exporting exporting, Path file, int tensors) {
    this.exporting = exporting;
    this.file = file;
    this.tensors = tensors;
    model = exporting.model().saved();
  }

  /**
   * Verifies a file of tensors, which Carousel reads again.
   *
   * @param tensors how many were written
   * @throws CarouselException if it holds another network, or cannot be read; it is then removed
   */
  static Exported tensors(Exporting exporting, Path file, int tensors) {
    ReadBack back = new ReadBack(exporting, file, tensors);
    return back.isFile() ? back.verified(CAROUSEL, back::tensors) : back.notFile();
  }

  /**
   * Verifies a graph, in another program if one is at hand. Without one, Carousel reads it again,
   * unless it has parts that Carousel writes alone.
   *
   * @param verifier the other program
   */
  static Exported graph(
      Exporting exporting, Path file, int tensors, Optional<OnnxVerifier> verifier) {
    ReadBack back = new ReadBack(exporting, file, tensors);
    if (!back.isFile()) {
      return back.notFile();
    }
    if (verifier.isPresent()) {
      OnnxVerifier other = verifier.get();
      return back.verified(other.name(), check -> other.outputs(file, check.sample().inputs()));
    }
    return OnnxExport.notReadAgain(back.model.network(), exporting.session().plugins())
        .map(part -> back.notVerified("Carousel does not read a graph with " + part))
        .orElseGet(() -> back.verified(CAROUSEL, back::graph));
  }

  private boolean isFile() {
    return Files.isRegularFile(file);
  }

  private Exported notFile() {
    return new Exported(
        tensors, null, List.of("not verified: what is no file cannot be read again"));
  }

  private Exported notVerified(String why) {
    return new Exported(
        tensors,
        null,
        List.of(
            "not verified: "
                + why
                + ". With the plugin carousel-onnxruntime it is verified: see docs/onnx.md"));
  }

  private Tensor tensors(ExportCheck check) {
    boolean isStateDict = exporting.names() == NameTable.PYTORCH;
    NamedTensors read =
        isStateDict ? PyTorch.read(file, settings()).parameters() : PyTorch.tensors(file);
    boolean isUntied = isStateDict && model.network().tied();
    return outputs(check, isUntied ? model.network().tied(false) : model.network(), read);
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

  private Tensor graph(ExportCheck check) {
    Imported read = OnnxImport.read(file, ImportSettings.USUAL);
    return outputs(check, spec(read.network()), read.parameters());
  }

  /** The network of the file; a loss may need more outputs than the data has. */
  private NetworkSpec spec(ForeignNetwork read) {
    NetworkSpec spec =
        NetworkSpec.of(model.network().data(), PluginRef.parse(read.cell()))
            .units(read.units())
            .layers(read.layers())
            .bidirectional(read.bidirectional())
            .embedding(read.embedding());
    String loss = model.network().loss();
    return loss.isEmpty() ? spec : spec.loss(PluginRef.parse(loss));
  }

  private Tensor outputs(ExportCheck check, NetworkSpec network, NamedTensors parameters) {
    LoadedModel read =
        LoadedModel.of(
            exporting.session(),
            new SavedModel(network, model.codec(), Map.of(), parameters),
            EngineSettings.threads(1));
    return check.outputs(read.network(), read.parameters());
  }

  private Exported verified(String by, Function<ExportCheck, Tensor> outputs) {
    SampleOfRun sample = SampleOfRun.of(model, exporting.session().plugins());
    LoadedModel written = exporting.model();
    ExportCheck check = new ExportCheck(written.network(), written.parameters(), sample.sample());
    double difference;
    try {
      difference = check.require(found(outputs, check), file);
    } catch (CarouselException fault) {
      remove(fault);
      throw fault;
    }
    String told = difference == 0 ? "0" : String.format(Locale.ROOT, "%.1e", difference);
    return new Exported(
        tensors,
        new Verified(difference, by, sample.sample().origin()),
        List.of(
            "verified in %s: outputs differ by at most %s of the largest one, on %s"
                .formatted(by, told, sample)));
  }

  /** What the file computes. */
  private Tensor found(Function<ExportCheck, Tensor> outputs, ExportCheck check) {
    try {
      return outputs.apply(check);
    } catch (CarouselException unreadable) {
      throw CarouselException.failure("The exported file cannot be read again.")
          .expected("the network that was written")
          .found(String.join("; ", String.valueOf(unreadable.getMessage()).lines().toList()))
          .where(file)
          .mend("do not use the file, and report this: " + model.network())
          .cause(unreadable)
          .build();
    }
  }

  /**
   * Removes a file that must not be used.
   *
   * @throws CarouselException if it is still there
   */
  private void remove(CarouselException fault) {
    try {
      Files.deleteIfExists(file);
    } catch (IOException remains) {
      CarouselException both =
          CarouselException.failure("The exported file is wrong, and it could not be removed.")
              .found(SampleOfRun.firstLine(fault) + " " + remains)
              .where(file)
              .mend("remove it, and report this: " + model.network())
              .cause(fault)
              .build();
      both.addSuppressed(remains);
      throw both;
    }
  }
}
