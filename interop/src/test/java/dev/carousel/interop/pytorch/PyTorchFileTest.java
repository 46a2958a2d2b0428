package dev.carousel.interop.pytorch;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.carousel.interop.ImportSettings;
import dev.carousel.interop.Imported;
import dev.carousel.refusal.Refusal;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Files as scripts write them: what is read, and how the others are refused. */
class PyTorchFileTest {
  @TempDir private Path folder;

  private static ImportSettings module(String name) {
    return new ImportSettings(
        Optional.of(name), Optional.empty(), Optional.empty(), Optional.empty());
  }

  private static ImportSettings head(String name) {
    return new ImportSettings(
        Optional.empty(), Optional.of(name), Optional.empty(), Optional.empty());
  }

  /** Transposed in storage, in half precision, or within a checkpoint, it is the same network. */
  @ParameterizedTest
  @CsvSource({"strided.pt,0", "half.pt,1e-3", "half.safetensors,1e-3", "bfloat16.safetensors,1e-2"})
  void otherStoragesHoldTheSameNumbers(String file, double tolerance) {
    Imported plain = Golden.read("checkpoint.pt");
    Imported other = Golden.read(file);
    assertEquals(plain.parameters().names(), other.parameters().names());
    plain
        .parameters()
        .forEach(
            (name, tensor) ->
                assertArrayEquals(
                    tensor.toDoubles(),
                    other.parameters().get(name).toDoubles(),
                    tolerance == 0 ? 1e-30 : tolerance,
                    name));
  }

  @Test
  void aNetworkIsRecognisedByItsNamesAndShapes() {
    Imported lstm = Golden.read("lstm-1-both.pt");
    assertEquals("lstm", lstm.network().cell());
    assertEquals("rnn", lstm.network().module());
    assertEquals(5, lstm.network().units());
    assertEquals(1, lstm.network().layers());
    assertTrue(lstm.network().bidirectional());
    assertEquals(9, lstm.network().inputs());
    assertEquals(5, lstm.network().embedding());
    assertEquals(3, lstm.network().outputs());
    assertEquals(List.of(), lstm.ignored());
    assertEquals(
        "lstm-projected:proj-size=2", Golden.read("lstm-projected-both.pt").network().cell());
    assertEquals("gru", Golden.read("gru-3.pt").network().cell());
    assertEquals("rnn", Golden.read("tanh-2.pt").network().cell());
    assertEquals("lstm", Golden.read("cell.pt").network().cell());
  }

  @Test
  void whatIsNotUsedIsListed() {
    Imported decoder = PyTorch.read(Golden.file("two.pt"), module("decoder.lstm"));
    assertEquals(
        List.of(
            "encoder.lstm.weight_ih_l0",
            "encoder.lstm.weight_hh_l0",
            "encoder.lstm.bias_ih_l0",
            "encoder.lstm.bias_hh_l0",
            "norm.weight",
            "norm.bias"),
        decoder.ignored());
  }

  @Test
  void severalRecurrentModulesNeedOneName() {
    Path two = Golden.file("two.pt");
    Refusal.of(
        "--module missing for a file of two modules",
        () -> PyTorch.read(two, ImportSettings.USUAL),
        "several recurrent modules",
        "encoder.lstm, decoder.lstm",
        "--module encoder.lstm");
    Refusal.of(
        "--module decoder.lstn",
        () -> PyTorch.read(two, module("decoder.lstn")),
        "no recurrent module 'decoder.lstn'",
        "did you mean 'decoder.lstm'?");
  }

  @Test
  void withoutALinearMapTheStatesMayBeTheOutputs() {
    Path two = Golden.file("lstm-1.pt");
    assertEquals(5, PyTorch.read(two, head("none")).network().outputs());
    Refusal.of(
        "--head-name fd",
        () -> PyTorch.read(two, head("fd")),
        "no linear map or embedding 'fd'",
        "fc [3, 5]",
        "did you mean 'fc'?");
    Refusal.of(
        "a head of two linear maps",
        () -> Golden.read("mlp.pt"),
        "more than one map after its states",
        "fc [2, 5], and maps that read as many numbers: out [4, 2]",
        "--head-name fc");
    assertEquals(2, PyTorch.read(Golden.file("mlp.pt"), head("fc")).network().outputs());
  }

  @Test
  void anActivationIsOnlyForAVanillaNetwork() {
    ImportSettings relu =
        new ImportSettings(
            Optional.empty(), Optional.empty(), Optional.empty(), Optional.of("relu"));
    Refusal.of(
        "--activation relu for an LSTM",
        () -> PyTorch.read(Golden.file("lstm-1.pt"), relu),
        "--activation applies only to a vanilla RNN",
        "leave it out");
    ImportSettings wrong =
        new ImportSettings(
            Optional.empty(), Optional.empty(), Optional.empty(), Optional.of("rely"));
    Refusal.of(
        "--activation rely",
        () -> PyTorch.read(Golden.file("tanh-1.pt"), wrong),
        "--activation has an invalid value",
        "did you mean 'relu'?");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "whole-model.pt|objects of Python, which are never made|model.state_dict()",
        "object.pt|objects of Python, which are never made|safetensors.torch.save_file",
        "legacy.pt|before PyTorch 1.6|torch.save(model.state_dict()",
        "script.pt|a TorchScript program, which is never run|torch.jit.load('script.pt')",
        "protocol4.pt|more than a state dict|torch.save(model.state_dict()",
        "tensor.pt|no state dict|torch.save(model.state_dict()",
      })
  void otherFilesAreRefusedWithTheWayOut(String file, String summary, String wayOut) {
    Refusal.of(file, () -> Golden.read(file), summary, "try:", wayOut, "where:");
  }

  @Test
  void aFileWithoutARecurrentNetworkIsRefused() throws IOException {
    Refusal.of(
        "a file that is missing",
        () -> PyTorch.read(folder.resolve("no.pt"), ImportSettings.USUAL),
        "There is no such file");
    Path text = Files.writeString(folder.resolve("text.pt"), "this is no file of PyTorch at all");
    Refusal.of(
        "text named .pt",
        () -> PyTorch.read(text, ImportSettings.USUAL),
        "The file is no file of PyTorch",
        "begin with 74 68 69 73 20 69 73 20",
        "model.state_dict()");
    Path zip = zip(ZipEntry.STORED, "a/readme", "hello");
    Refusal.of(
        "another zip archive",
        () -> PyTorch.read(zip, ImportSettings.USUAL),
        "The archive is no file of PyTorch",
        "data.pkl");
    Path packed = zip(ZipEntry.DEFLATED, "a/data.pkl", "hello hello hello hello");
    Refusal.of(
        "a compressed archive",
        () -> PyTorch.read(packed, ImportSettings.USUAL),
        "compressed or encrypted",
        "'a/data.pkl' is not");
    Path none = zip(ZipEntry.STORED, "a/data.pkl", "\u0002}.");
    Refusal.of(
        "an empty state dict",
        () -> PyTorch.read(none, ImportSettings.USUAL),
        "no recurrent network of PyTorch",
        "lstm.weight_ih_l0");
  }

  private Path zip(int method, String name, String content) throws IOException {
    Path file = folder.resolve(name.replace('/', '-') + method + content.length() + ".pt");
    byte[] bytes = content.getBytes(StandardCharsets.ISO_8859_1);
    if (content.startsWith("\u0002")) {
      bytes[0] = 2;
      ByteArrayOutputStream whole = new ByteArrayOutputStream();
      whole.write(0x80);
      whole.write(bytes);
      bytes = whole.toByteArray();
    }
    CRC32 sum = new CRC32();
    sum.update(bytes);
    try (ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(file))) {
      ZipEntry entry = new ZipEntry(name);
      entry.setMethod(method);
      if (method == ZipEntry.STORED) {
        entry.setSize(bytes.length);
        entry.setCompressedSize(bytes.length);
        entry.setCrc(sum.getValue());
      }
      out.putNextEntry(entry);
      out.write(bytes);
    }
    return file;
  }

  /** Cut anywhere, an archive is refused, and nothing else is thrown. */
  @ParameterizedTest
  @ValueSource(strings = {"lstm-1.pt", "lstm-1.safetensors", "two.pt"})
  void aTruncatedFileIsRefused(String name) throws IOException {
    byte[] whole = Files.readAllBytes(Golden.file(name));
    Path part = folder.resolve("part");
    for (int length = 0; length < whole.length; length += Math.max(1, whole.length / 97)) {
      Files.write(part, Arrays.copyOf(whole, length));
      Refusal.of(() -> PyTorch.read(part, module("rnn")));
    }
  }

  @Test
  void numbersThatAreNotFiniteAreRefused() throws IOException {
    byte[] bytes = Files.readAllBytes(Golden.file("lstm-1.safetensors"));
    for (int i = bytes.length - 4; i < bytes.length; i++) {
      bytes[i] = -1;
    }
    Path file = Files.write(folder.resolve("nan.safetensors"), bytes);
    Refusal.of(
        "a network with NaN",
        () -> PyTorch.read(file, ImportSettings.USUAL),
        "not finite",
        "NaN at element");
  }
}
