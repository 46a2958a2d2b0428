package dev.carousel.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.carousel.io.Safetensors;
import dev.carousel.train.RunFolder;
import dev.carousel.train.RunLock;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Networks of PyTorch on the command line: in, measured, and out again. */
class ForeignModelTest {
  private static final String FILES = "../interop/src/test/resources/dev/carousel/interop/pytorch/";
  private static final String MODEL = FILES + "characters.pt";

  /** The mean loss on the text that PyTorch reckoned: {@code pytorch_golden.py}. */
  private static final double LOSS = 2.6971580003811706;

  private static Path text = Path.of("");
  private static Path run = Path.of("");

  @TempDir private static Path folder;
  @TempDir private Path work;

  @BeforeAll
  static void importOnce() {
    text = Samples.text(folder);
    run = folder.resolve("run");
    Answer.to("import", MODEL, "--text", text.toString(), "--out", run.toString()).succeeded();
  }

  private static JsonNode json(Answer answer) throws IOException {
    return new ObjectMapper().readTree(answer.succeeded().out());
  }

  @Test
  void anImportedNetworkHasPyTorchsLoss() throws IOException {
    JsonNode all = json(Answer.to("evaluate", run.toString(), "--part", "all", "--json", "-"));
    assertEquals(LOSS, all.get("loss").doubleValue(), 1e-5 * LOSS);
    assertEquals(959, all.get("symbols").intValue());
  }

  @Test
  void anImportedNetworkIsSampledAndDiagnosed() throws IOException {
    Answer sample = Answer.to("sample", run.toString(), "--length", "40").succeeded();
    assertEquals(40, sample.out().strip().length(), 12); // spaces at its ends are stripped
    JsonNode flow =
        json(Answer.to("diagnose", run.toString(), "--lag", "10", "--json", "-")).get("runs");
    assertEquals(2, flow.get(0).get("layers").size());
  }

  @Test
  void aFileIsDiagnosedWithoutARunFolder() throws IOException {
    Answer answer =
        Answer.to(
            "diagnose",
            MODEL,
            "--as",
            "pytorch",
            "--text",
            text.toString(),
            "--lag",
            "10",
            "--json",
            "-");
    JsonNode runs = json(answer).get("runs");
    assertEquals(1, runs.size());
    assertEquals("lstm", runs.get(0).get("cell").textValue());
    assertEquals(11, runs.get(0).at("/layers/1/states/0/gradient").size());
    assertEquals("worse-than-constant", runs.get(0).at("/findings/0/rule").textValue());
    assertFalse(runs.get(0).at("/verdict/nothingToMend").booleanValue());
  }

  @Test
  void anActivationThatIsAssumedIsSaid() {
    String rnn = FILES + "tanh-1.pt";
    String assumed = "note: The weights of an RNN do not tell its activation. tanh is assumed";
    String silent = work.resolve("silent").toString();
    String told = Answer.to("import", rnn, "--out", silent).succeeded().out();
    assertTrue(told.contains(assumed), told);
    String named = work.resolve("named").toString();
    String known =
        Answer.to("import", rnn, "--activation", "tanh", "--out", named).succeeded().out();
    assertFalse(known.contains(assumed), known);
  }

  /** The second would write over the model of the first. */
  @Test
  void twoImportsAtOnceIntoOneFolderAreRefused() {
    Path out = work.resolve("both");
    try (RunLock first = RunFolder.create(out).hold()) {
      Answer.to("import", MODEL, "--out", out.toString())
          .failed(1, "Another run is training into this folder.", "choose another --out");
    }
    assertFalse(Files.exists(out.resolve("model.safetensors")));
    Answer.to("import", MODEL, "--out", out.toString()).succeeded();
    Answer.to("import", MODEL, "--out", out.toString()).failed(2, "The run folder is not empty.");
  }

  /** What the text notes stands in the JSON, from which the page is made. */
  @Test
  void notesAreInTheJson() throws IOException {
    Answer answer =
        Answer.to(
            "diagnose",
            MODEL,
            "--text",
            text.toString(),
            "--lag",
            "3",
            "--precision",
            "float64",
            "--json",
            "-");
    assertEquals(
        "[\"Measured in float64, with the reference engine.\"]",
        json(answer).get("notes").toString());
  }

  @Test
  void aNetworkGoesToPyTorchAndBackWithoutALoss() throws IOException {
    Path out = work.resolve("model.safetensors");
    JsonNode exported =
        json(Answer.to("export", run.toString(), "--to", out.toString(), "--json", "-"));
    assertEquals("pytorch", exported.get("names").textValue());
    assertEquals(0, exported.get("verified").doubleValue());
    assertEquals(64, exported.get("sha256").textValue().length());
    assertTrue(Safetensors.read(out).tensors().names().contains("lstm.weight_ih_l1"));
    Path again = work.resolve("again");
    JsonNode imported =
        json(Answer.to("import", out.toString(), "--out", again.toString(), "--json", "-"));
    assertEquals("[]", imported.get("ignored").toString());
    assertEquals(
        Safetensors.read(run.resolve("model.safetensors")).tensors().norm(),
        Safetensors.read(again.resolve("model.safetensors")).tensors().norm());
    Answer.to("evaluate", again.toString(), "--text", text.toString()).succeeded();
  }

  @Test
  void aNetworkGoesToOnnxAndBack() throws IOException {
    Path out = work.resolve("model.onnx");
    JsonNode exported =
        json(Answer.to("export", run.toString(), "--to", out.toString(), "--json", "-"));
    assertEquals("carousel", exported.get("names").textValue());
    assertTrue(exported.get("verified").doubleValue() <= 1e-6);
    Path again = work.resolve("from-onnx");
    Answer.to("import", out.toString(), "--out", again.toString()).succeeded();
    JsonNode figures =
        json(Answer.to("evaluate", again.toString(), "--text", text.toString(), "--json", "-"));
    assertEquals(LOSS, figures.get("loss").doubleValue(), 1e-5 * LOSS);
    Answer.to("import", out.toString(), "--activation", "relu", "--out", again + "2")
        .failed(2, "An ONNX file tells itself", "--activation relu");
  }

  @Test
  void arraysForNumPyHaveTheSameNames() throws IOException {
    Path out = work.resolve("model.npz");
    Answer.to("export", run.toString(), "--to", out.toString(), "--names", "carousel").succeeded();
    try (ZipFile zip = new ZipFile(out.toFile())) {
      assertTrue(zip.stream().anyMatch(entry -> entry.getName().equals("layer0/i.Wx.npy")));
    }
    Path torch = work.resolve("torch.npz");
    String wrote = Answer.to("export", run.toString(), "--to", torch.toString()).succeeded().out();
    assertTrue(
        wrote.contains(
            "verified in Carousel: outputs differ by at most 0 of the largest one, on 3 sequences"
                + " of 32 steps of the validation data"),
        wrote);
    Path again = work.resolve("from-npz");
    Answer.to("import", torch.toString(), "--out", again.toString()).succeeded();
    assertEquals(
        Safetensors.read(run.resolve("model.safetensors")).tensors().norm(),
        Safetensors.read(again.resolve("model.safetensors")).tensors().norm());
  }

  @Test
  void symbolsComeFromAFile() throws IOException {
    String list = "[\"\\n\",\" \",\".\",\"a\",\"c\",\"e\",\"h\",\"m\",\"n\",\"o\",\"s\",\"t\"]";
    Path symbols = Samples.write(work.resolve("symbols.json"), list);
    Path lines =
        Samples.write(work.resolve("symbols.txt"), "\\n\n \n.\na\nc\ne\nh\nm\nn\no\ns\nt\n");
    for (Path file : new Path[] {symbols, lines}) {
      Path out = work.resolve(file.getFileName() + "-run");
      Answer.to("import", MODEL, "--symbols", file.toString(), "--out", out.toString()).succeeded();
      JsonNode figures =
          json(Answer.to("evaluate", out.toString(), "--text", text.toString(), "--json", "-"));
      assertEquals(LOSS, figures.get("loss").doubleValue(), 1e-5 * LOSS);
    }
    Path other = Samples.write(work.resolve("other.txt"), "the dog sat");
    Path out = work.resolve("symbols.txt-run");
    Answer.to("evaluate", out.toString(), "--text", other.toString())
        .failed(1, "a character that the network does not know", "'d'");
  }

  @Test
  void aPathBelowAFileIsRefused() {
    String below = MODEL + "/x";
    String found = "characters.pt is a file, not a folder";
    for (String ending : List.of(".pt", ".safetensors", ".onnx", ".keras")) {
      Answer.to("import", below + ending, "--out", work.resolve("out").toString())
          .failed(1, "There is no such file", found, "where:    " + below + ending);
    }
    Answer.to("diagnose", below, "--as", "pytorch", "--text", text.toString())
        .failed(1, "There is no such file", found);
    Answer.to("diagnose", "none.keras", "--text", text.toString())
        .failed(1, "There is no such file", "where:    none.keras");
    Answer.to("diagnose", run.toString(), "--as", "pytorch")
        .failed(2, "--as has no effect here: no file of another framework is read");
    Answer.to("import", MODEL, "--out", below + "/run")
        .failed(2, "The run folder has an invalid name", "characters.pt is a file, not a folder");
    for (String to : List.of(below + ".onnx", below + "/deep.npz")) {
      Answer.to("export", run.toString(), "--to", to)
          .failed(2, "The model file cannot be written", "characters.pt is a file");
    }
  }

  @Test
  void aTextOfOtherCharactersIsRefused() {
    Path other = Samples.write(work.resolve("other.txt"), "a dog and a cat; the mat.\n");
    Answer.to("diagnose", MODEL, "--text", other.toString())
        .failed(2, "different symbols", "12 symbols", "a text of", "--symbols FILE");
    Path gap = Samples.write(work.resolve("gap.json"), "{\"a\": 0, \"b\": 2}");
    Answer.to("diagnose", MODEL, "--text", other.toString(), "--symbols", gap.toString())
        .failed(1, "The file of symbols cannot be read", "each id from 0 to 1 once", "'b': 2");
  }

  @Test
  void aFileOfSymbolsThatCannotBeReadIsRefused() throws IOException {
    Path number = Samples.write(work.resolve("number.json"), "[\"a\", 1]");
    refusedSymbols(number, "texts in the list", "found:    1");
    Path open = Samples.write(work.resolve("open.json"), "[\"a\" \"b\"]");
    refusedSymbols(open, "expected: JSON", "found:    Unexpected character");
    Path latin = Files.write(work.resolve("latin.txt"), new byte[] {'a', '\n', (byte) 0xE9});
    refusedSymbols(latin, "expected: UTF-8", "bytes that are not UTF-8");
    Path large = Files.write(work.resolve("large.txt"), new byte[(1 << 24) + 1]);
    refusedSymbols(large, "at most 16777216 bytes", "found:    more");
    refusedSymbols(
        number.resolve("below"), "expected: a file", number + " is a file, not a folder");
  }

  private void refusedSymbols(Path symbols, String... parts) {
    List<String> told = new ArrayList<>(List.of(parts));
    told.add("The file of symbols cannot be read.");
    told.add("--symbols " + symbols);
    told.add("one symbol a line, or JSON");
    String out = work.resolve("out").toString();
    Answer.to("import", MODEL, "--symbols", symbols.toString(), "--out", out)
        .failed(1, told.toArray(new String[0]));
    assertFalse(Files.exists(Path.of(out)));
  }

  @Test
  void aTableOfOtherSizesIsRefused() {
    Path table = Samples.table(work);
    Answer.to("diagnose", MODEL, "--csv", table.toString(), "--target", "wave")
        .failed(
            2,
            "does not fit the data",
            "expected: data with 12 symbols and 12 outputs",
            "at a step and 1 number to predict",
            "--text FILE");
  }

  @Test
  void aFileIsNotMeasuredOnDataThatNobodyNamed() {
    Answer.to("diagnose", MODEL)
        .failed(2, "The file holds a network, but not the data that it reads.", "--text FILE");
    Answer imported =
        Answer.to("import", MODEL, "--out", work.resolve("arrays").toString()).succeeded();
    assertFalse(imported.out().contains("next:"), imported.out());
  }

  @Test
  void aTextForANetworkOfNumbersIsRefused() {
    Answer.to("diagnose", FILES + "forecaster.pt", "--text", text.toString())
        .failed(2, "different symbols", "a text of 12", "--csv FILE --target COLUMN");
  }

  @Test
  void whatAFileDoesNotNeedIsRefused() {
    Answer.to("diagnose", MODEL, "--text", text.toString(), "--cell", "gru")
        .failed(2, "already trained", "--cell");
    Answer.to("diagnose", run.toString(), "--module", "lstm")
        .failed(2, "--module has no effect here", "no file of another framework");
    Answer.to("import", MODEL, "--out", work.resolve("x").toString(), "--valid", "0.2")
        .failed(2, "--valid has no effect here", "no data");
    Answer.to("diagnose", MODEL, "--text", text.toString(), "--tokens", "words")
        .failed(
            2,
            "--tokens, --vocabulary and --min-count are not for a network of a file.",
            "--symbols FILE");
    Answer.to("import", MODEL, "--out", run.toString())
        .failed(2, "The run folder is not empty", "'carousel train --resume'");
    Answer.to("import", MODEL, "--as", "torch", "--out", work.resolve("x").toString())
        .failed(2, "--as has an invalid value", "pytorch");
    assertFalse(Files.exists(work.resolve("x")));
  }

  @Test
  void anExportThatCannotBeIsRefused() {
    Answer.to("export", run.toString(), "--to", work.resolve("model.pt").toString())
        .failed(2, "--to names a format that is not known", ".safetensors or .npz");
    Answer.to("export", run.toString(), "--to", work + "/model.onnx", "--names", "pytorch")
        .failed(
            2,
            "The format has no parameters by these names.",
            "--names with one of: carousel",
            "--names pytorch for .onnx",
            "leave out --names");
    Path peep = work.resolve("peep");
    Answer.to(Samples.train(peep, "--text", text.toString(), "--cell", "lstm:peepholes=true"))
        .succeeded();
    Answer.to("export", peep.toString(), "--to", work.resolve("p.safetensors").toString())
        .failed(2, "PyTorch has no module with the equations", "peepholes", "--names carousel");
  }

  /** The commands of docs/pytorch.md, in their order, on networks and data of their kind. */
  @Test
  void theCommandsOfThePageWork() throws IOException {
    Map<String, String> files =
        Map.of(
            "model.pt",
            MODEL,
            "forecaster.pt",
            FILES + "forecaster.pt",
            "novel.txt",
            text.toString(),
            "load.csv",
            ForeignPage.loads(work).toString());
    List<String> written = List.of("mine", "flow.html", "flow.json", "back.safetensors");
    int commands = ForeignPage.run("docs/pytorch.md", work, files, written);
    assertEquals(7, commands);
  }
}
