package dev.carousel.cli.export;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import dev.carousel.cli.console.OutputFile;
import dev.carousel.cli.options.GlobalOptions;
import dev.carousel.cli.options.LoadedModel;
import dev.carousel.cli.options.Session;
import dev.carousel.data.DataShape;
import dev.carousel.data.Inputs;
import dev.carousel.data.Targets.Moment;
import dev.carousel.data.arrays.ArraysCodec;
import dev.carousel.engine.EngineSettings;
import dev.carousel.interop.onnx.OnnxExport;
import dev.carousel.interop.onnx.OnnxSettings;
import dev.carousel.interop.onnx.OnnxVerifier;
import dev.carousel.model.Network;
import dev.carousel.model.NetworkSpec;
import dev.carousel.model.SavedModel;
import dev.carousel.plugin.PluginRef;
import dev.carousel.refusal.OnSomeMachines;
import dev.carousel.refusal.Refusal;
import dev.carousel.tensor.FloatTensor;
import dev.carousel.tensor.Tensor;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** A file that does not hold the network is refused and removed. */
class ReadBackTest {
  private static final DataShape NUMBERS = new DataShape(false, 3, false, 2, Moment.EVERY_STEP);

  private final Session session = Session.open(new GlobalOptions());
  @TempDir private Path folder = Path.of("");

  @AfterEach
  void close() {
    session.close();
  }

  private SavedModel model(String cell, long seed) {
    NetworkSpec spec = NetworkSpec.of(NUMBERS, PluginRef.parse(cell)).units(4);
    Network network =
        Network.compile(session.engine(EngineSettings.threads(1)), spec.from(session.plugins()));
    return new SavedModel(
        spec, new ArraysCodec(NUMBERS), Map.of(), network.initialParameters(seed));
  }

  private Exporting exporting(SavedModel model, Path file, NameTable names) {
    LoadedModel loaded = LoadedModel.of(session, model, EngineSettings.threads(1));
    return new Exporting(loaded, names, new OutputFile(file.toString()), session);
  }

  private Exported graph(SavedModel model, Path file, Optional<OnnxVerifier> verifier) {
    return ReadBack.graph(exporting(model, file, NameTable.CAROUSEL), file, 1, verifier);
  }

  @Test
  void aGraphThatCannotBeReadIsRefused() throws IOException {
    Path file = Files.writeString(folder.resolve("broken.onnx"), "no graph");
    Refusal.of(
        "a broken writer",
        () -> graph(model("lstm", 1), file, Optional.empty()),
        "The exported file cannot be read again.",
        "expected: the network that was written",
        "not an ONNX model",
        "where:    " + file,
        "do not use the file, and report this: 1 x lstm of 4 units");
    assertFalse(Files.exists(file));
  }

  @Test
  void anotherNetworkIsRefused() throws IOException {
    Path file = folder.resolve("other.onnx");
    byte[] other = OnnxExport.bytes(model("gru", 1), session.plugins(), OnnxSettings.usual());
    Files.write(file, other);
    Refusal.of(
        "a graph of another cell",
        () -> graph(model("lstm", 1), file, Optional.empty()),
        "The exported file does not compute what the run computes.",
        "where:    " + file);
    assertFalse(Files.exists(file));
  }

  @Test
  void tensorsThatAreMissingAreRefused() throws IOException {
    Path file = Files.writeString(folder.resolve("broken.safetensors"), "no tensors");
    for (NameTable names : NameTable.values()) {
      Files.writeString(file, "no tensors");
      Refusal.of(
          "a broken file by the names of " + names,
          () -> ReadBack.tensors(exporting(model("lstm", 1), file, names), file, 1),
          "The exported file cannot be read again.",
          "where:    " + file);
      assertFalse(Files.exists(file));
    }
  }

  /** A file that nobody may remove, not even the owner of the machine. */
  @Test
  @OnSomeMachines
  @EnabledOnOs(OS.LINUX)
  void aFileThatCannotBeRemovedIsNamed() {
    Path file = Path.of("/proc/version");
    Refusal.of(
        "a wrong file in a folder that cannot be changed",
        () -> graph(model("lstm", 1), file, Optional.empty()),
        "The exported file is wrong, and it could not be removed.",
        "The exported file cannot be read again.",
        "where:    /proc/version",
        "remove it, and report this: 1 x lstm");
  }

  /** A verifier that makes up its outputs. */
  private record Inventor(Tensor outputs) implements OnnxVerifier {
    @Override
    public String name() {
      return "Inventor 1";
    }

    @Override
    public Tensor outputs(Path file, Inputs inputs) {
      return outputs;
    }
  }

  @Test
  void theVerifierAtHandDecides() throws IOException {
    SavedModel model = model("mgu", 1);
    Path file = Files.writeString(folder.resolve("model.onnx"), "whatever");
    LoadedModel loaded = LoadedModel.of(session, model, EngineSettings.threads(1));
    Tensor right =
        loaded
            .network()
            .bind(loaded.parameters())
            .predict(SampleOfRun.of(model, session.plugins()).sample().inputs())
            .values();
    Exported exported = graph(model, file, Optional.of(new Inventor(right)));
    assertEquals(new Exported.Verified(0, "Inventor 1", "random"), exported.verified());
    assertEquals(
        "[verified in Inventor 1: outputs differ by at most 0 of the largest one, on 4 random"
            + " sequences of 32 steps (not on data: the run does not say what it was trained on)]",
        exported.notes().toString());
    Tensor wrong = new FloatTensor(right.shape());
    Refusal.of(
        "a graph of other outputs",
        () -> graph(model, file, Optional.of(new Inventor(wrong))),
        "The exported file does not compute what the run computes.",
        "found:    1.0 on 4 random sequences");
    assertFalse(Files.exists(file));
  }
}
