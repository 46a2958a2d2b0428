package dev.carousel.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.carousel.io.Safetensors;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Networks of Keras on the command line. */
class KerasModelTest {
  private static final String FILES = "../interop/src/test/resources/dev/carousel/interop/keras/";
  private static final String MODEL = FILES + "characters.keras";

  /** The mean loss on the text that {@code keras_golden.py} reckoned. */
  private static double loss;

  private static Path text = Path.of("");

  @TempDir private static Path folder;
  @TempDir private Path work;

  @BeforeAll
  static void write() {
    text = Samples.text(folder);
    Path golden = Path.of(FILES + "characters.golden");
    loss = Safetensors.read(golden).tensors().get("loss").get(0);
  }

  private static JsonNode json(Answer answer) throws IOException {
    return new ObjectMapper().readTree(answer.succeeded().out());
  }

  @ParameterizedTest
  @ValueSource(strings = {"characters.keras", "characters.h5"})
  void anImportedNetworkHasTheLossOfKeras(String name) throws IOException {
    Path run = work.resolve("run");
    JsonNode imported =
        json(
            Answer.to(
                "import",
                FILES + name,
                "--text",
                text.toString(),
                "--out",
                run.toString(),
                "--json",
                "-"));
    assertEquals("keras", imported.get("framework").textValue());
    assertEquals("gru", imported.get("cell").textValue());
    assertEquals("gru", imported.get("module").textValue());
    assertEquals(2, imported.get("layers").intValue());
    JsonNode all = json(Answer.to("evaluate", run.toString(), "--part", "all", "--json", "-"));
    assertEquals(loss, all.get("loss").doubleValue(), 1e-5 * loss);
  }

  @Test
  void layersThatDifferAreAStack() throws IOException {
    Path run = work.resolve("run");
    JsonNode imported =
        json(
            Answer.to(
                "import",
                FILES + "forecaster.h5",
                "--csv",
                ForeignPage.loads(work).toString(),
                "--target",
                "load",
                "--out",
                run.toString(),
                "--json",
                "-"));
    assertEquals("lstm:units=6 > lstm:units=4", imported.get("cell").textValue());
    assertEquals(6, imported.get("units").intValue());
    JsonNode flow = json(Answer.to("diagnose", run.toString(), "--lag", "8", "--json", "-"));
    assertEquals(2, flow.at("/runs/0/layers").size());
  }

  /** {@code return_sequences=False}, and a softmax: one class of two at the end. */
  @Test
  void theFileTellsWhatIsPredicted() throws IOException {
    Path run = work.resolve("run");
    Answer answer = Answer.to("import", FILES + "end.keras", "--out", run.toString()).succeeded();
    assertTrue(answer.out().contains("2 classes out at the end"), answer.out());
    assertTrue(answer.out().contains("note: Not used: embed (mask_zero)"), answer.out());
    Answer series =
        Answer.to("import", FILES + "classifier.keras", "--out", work.resolve("series").toString())
            .succeeded();
    assertTrue(series.out().contains("3 numbers in, 2 classes out at the end"), series.out());
    Path other = work.resolve("other");
    Answer numbers =
        Answer.to("import", FILES + "end.keras", "--predicts", "numbers", "--out", other.toString())
            .succeeded();
    assertTrue(numbers.out().contains("2 numbers out at the end"), numbers.out());
  }

  @Test
  void aFileIsDiagnosedWithoutARunFolder() throws IOException {
    Answer answer =
        Answer.to(
            "diagnose",
            MODEL,
            "--as",
            "keras",
            "--text",
            text.toString(),
            "--lag",
            "10",
            "--json",
            "-");
    JsonNode runs = json(answer).get("runs");
    assertEquals("gru", runs.get(0).get("cell").textValue());
    assertEquals(11, runs.get(0).at("/layers/1/states/0/gradient").size());
  }

  @Test
  void anOptionThatTheFileAnswersIsRefused() {
    Answer.to("import", MODEL, "--head-name", "dense", "--out", work.resolve("x").toString())
        .failed(2, "A file of Keras tells itself what --head-name would say", "leave it out");
    Answer.to("import", MODEL, "--as", "pytorch", "--out", work.resolve("x").toString())
        .failed(1, "The archive is no file of PyTorch");
  }

  /** The commands of docs/keras.md, in their order, on networks and data of their kind. */
  @Test
  void theCommandsOfThePageWork() throws IOException {
    Map<String, String> files =
        Map.of(
            "model.keras",
            MODEL,
            "forecaster.h5",
            FILES + "forecaster.h5",
            "novel.txt",
            text.toString(),
            "load.csv",
            ForeignPage.loads(work).toString());
    int commands = ForeignPage.run("docs/keras.md", work, files, List.of("mine", "flow.html"));
    assertEquals(5, commands);
  }
}
