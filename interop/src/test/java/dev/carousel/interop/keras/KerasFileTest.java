package dev.carousel.interop.keras;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.carousel.data.Targets.Moment;
import dev.carousel.error.CarouselException;
import dev.carousel.interop.ImportSettings;
import dev.carousel.interop.Imported;
import dev.carousel.refusal.Refusal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Files as scripts write them: what is read, and how the others are refused. */
class KerasFileTest {
  @TempDir private Path folder;

  private static ImportSettings activation(String name) {
    return new ImportSettings(
        Optional.empty(), Optional.empty(), Optional.empty(), Optional.of(name));
  }

  private static void assertSame(Imported expected, Imported found) {
    assertEquals(expected.network().cell(), found.network().cell());
    assertEquals(expected.network().layers(), found.network().layers());
    assertEquals(expected.network().embedding(), found.network().embedding());
    assertEquals(expected.parameters().names(), found.parameters().names());
    expected
        .parameters()
        .forEach(
            (name, tensor) ->
                assertArrayEquals(
                    tensor.toDoubles(), found.parameters().get(name).toDoubles(), 1e-30, name));
  }

  /** Weights alone tell the same network as the whole model, in the layouts of Keras 3 and 2. */
  @ParameterizedTest
  @ValueSource(strings = {"gru.weights.h5", "gru-2.h5"})
  void weightsAloneTellTheNetwork(String name) {
    Imported weights = KerasGolden.read(name);
    assertSame(KerasGolden.read("gru.keras"), weights);
    assertTrue(weights.network().usual().isEmpty());
  }

  @Test
  void whatAModelTellsIsNoted() {
    Imported end = KerasGolden.read("end.keras");
    assertEquals(Moment.END, end.network().usual().orElseThrow().moment());
    assertTrue(end.network().usual().orElseThrow().symbolsOut());
    assertEquals(
        List.of(
            "embed (mask_zero)",
            "dropout (Dropout)",
            "layers/lstm/cell/seed_generator/vars/0",
            "layers/dropout/seed_generator/vars/0"),
        end.ignored());
    assertSame(end, KerasGolden.read("end.weights.h5"));
  }

  @Test
  void layersOfOtherSizesAreAStack() {
    Imported sizes = KerasGolden.read("lstm-sizes.keras");
    assertEquals("lstm:units=7 > lstm:units=2 > lstm:units=5", sizes.network().cell());
    assertEquals(7, sizes.network().units());
  }

  @Test
  void aDenseInTimeDistributedIsAHead() {
    assertSame(KerasGolden.read("keras-2.13.keras"), KerasGolden.read("each.keras"));
  }

  /** By TensorFlow 2.13, and in the newer form of HDF5. */
  @Test
  void otherFormsOfTheSameFileAreRead() {
    assertEquals("lstm", KerasGolden.read("keras-2.13.keras").network().cell());
    assertEquals("lstm", KerasGolden.read("newer.weights.h5").network().cell());
  }

  @Test
  void theActivationOfWeightsAloneIsAnOption() throws IOException {
    Path vanilla = KerasGolden.file("tanh-1.keras");
    Path weights = Files.write(folder.resolve("tanh.weights.h5"), Archives.weights(vanilla));
    assertEquals("rnn", Keras.read(weights, ImportSettings.USUAL).network().cell());
    assertEquals("rnn:activation=relu", Keras.read(weights, activation("relu")).network().cell());
    Refusal.of(
        "--activation rely for weights of a SimpleRNN",
        () -> Keras.read(weights, activation("rely")),
        "--activation has an invalid value",
        "did you mean 'relu'?");
    Refusal.of(
        "--activation relu for weights of a GRU",
        () -> Keras.read(KerasGolden.file("gru.weights.h5"), activation("relu")),
        "--activation applies only to a SimpleRNN",
        "leave it out");
    Refusal.of(
        "--activation relu for a model",
        () -> Keras.read(vanilla, activation("relu")),
        "tells itself what --activation would say",
        "leave it out");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "mixed.keras|Some layers of the model read both ways|all recurrent layers in Bidirectional",
        "compressed.keras|compressed or encrypted|'config.json' is not",
        "compressed.h5|weights of a layer do not fit|compressed, or stored in pieces",
        "big-endian.weights.h5|no recurrent layer of Keras|no groups with weights",
        "norm.weights.h5|a layer that is not recognised|'layers/batch_normalization'",
        "kinds.weights.h5|The order of the layers is not known|'layers/gru' and 'layers/lstm'",
        "external.h5|The HDF5 file is damaged|the link 'layers/lstm/cell/vars/0'",
        "soft.h5|The HDF5 file is damaged|the link 'layers/lstm'",
        "circle.h5|The HDF5 file is damaged|two paths of the same object",
        "latest.h5|The HDF5 file is damaged|the group 'layers' in the form for many members",
      })
  void otherFilesAreRefused(String file, String summary, String found) {
    Refusal.of(file, () -> KerasGolden.read(file), summary, found, "where:", "try:");
  }

  @Test
  void aFileOfSomethingElseIsRefused() throws IOException {
    Refusal.of(
        "a file that is missing",
        () -> Keras.read(folder.resolve("no.keras"), ImportSettings.USUAL),
        "There is no such file");
    Path text = Files.writeString(folder.resolve("text.keras"), "this is no file of Keras at all");
    Refusal.of(
        "text named .keras",
        () -> Keras.read(text, ImportSettings.USUAL),
        "This is no file of Keras",
        "model.save('model.keras')");
    Path empty = Files.write(folder.resolve("empty.h5"), new byte[0]);
    Refusal.of(
        "an empty file named .h5",
        () -> Keras.read(empty, ImportSettings.USUAL),
        "This is no file of Keras");
    Path torch = Path.of("src/test/resources/dev/carousel/interop/pytorch/lstm-1.pt");
    Refusal.of(
        "a file of PyTorch, as keras",
        () -> Keras.read(torch, ImportSettings.USUAL),
        "The archive is no file of Keras",
        "config.json and model.weights.h5");
  }

  /** Cut anywhere, a file is refused or its weights are whole, and nothing else is thrown. */
  @ParameterizedTest
  @ValueSource(strings = {"lstm-1.keras", "lstm-1.h5", "newer.weights.h5"})
  void aTruncatedFileIsRefused(String name) throws IOException {
    byte[] whole = Files.readAllBytes(KerasGolden.file(name));
    Path part = folder.resolve("part");
    int refused = 0;
    for (int length = 0; length < whole.length; length += Math.max(1, whole.length / 97)) {
      Files.write(part, Arrays.copyOf(whole, length));
      try {
        Imported read = Keras.read(part, ImportSettings.USUAL);
        assertTrue(read.parameters().isFinite());
      } catch (CarouselException refusal) {
        refused++;
      }
    }
    assertTrue(refused > 80, refused + " refused");
  }

  @Test
  void numbersThatAreNotFiniteAreRefused() throws IOException {
    byte[] bytes = Files.readAllBytes(KerasGolden.file("lstm-no-bias.h5"));
    byte[] one = Archives.float32(KerasGolden.read("lstm-no-bias.h5"), "layer0/i.Wx");
    int at = Archives.find(bytes, one);
    Arrays.fill(bytes, at, at + 4, (byte) -1);
    Path file = Files.write(folder.resolve("nan.h5"), bytes);
    Refusal.of(
        "weights with NaN",
        () -> Keras.read(file, ImportSettings.USUAL),
        "not finite",
        "NaN at element 0 of 'model_weights/lstm/lstm/lstm_cell/kernel:0'");
  }
}
