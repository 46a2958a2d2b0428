package dev.carousel.interop.pytorch;

import dev.carousel.interop.ImportSettings;
import dev.carousel.interop.internal.pickle.Pickles;
import dev.carousel.interop.internal.zip.StoredEntries;
import dev.carousel.refusal.Refusal;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** State dicts that are no network that Carousel has, or that leave open which. */
class StateDictRefusalsTest {
  @TempDir private Path folder = Path.of("");

  private void refused(String input, Tensors tensors, String... parts) throws IOException {
    Path file = tensors.write(folder.resolve("model.safetensors"));
    Refusal.of(input, () -> PyTorch.read(file, ImportSettings.USUAL), parts)
        .says("where:    " + file);
  }

  @Test
  void tensorsThatAreMissingAreNamed() throws IOException {
    refused(
        "weight_hh_l0 alone",
        new Tensors().add("rnn.weight_hh_l0", 8, 2),
        "A matrix of the recurrent module is missing.",
        "'rnn.weight_ih_l0' of two axes",
        "found:    none");
    refused(
        "a second layer without weight_ih_l1",
        Tensors.rnn(4).add("rnn.weight_hh_l1", 8, 2).add("fc.weight", 5, 2).add("fc.bias", 5),
        "A tensor is missing.",
        "'rnn.weight_ih_l1' [8, 2]",
        "found:    none");
  }

  /** Without it the network would be another one, and nothing would say so. */
  @Test
  void oneBiasWithoutTheOtherIsRefused() throws IOException {
    refused(
        "bias_ih_l0 without bias_hh_l0",
        Tensors.rnn(4).add("rnn.bias_ih_l0", 8).add("fc.weight", 5, 2).add("fc.bias", 5),
        "A bias of the recurrent module is missing.",
        "expected: 'rnn.bias_hh_l0' beside 'rnn.bias_ih_l0', or neither",
        "found:    'rnn.bias_ih_l0' alone",
        "try:      save the whole state dict of the module");
    refused(
        "bias_hh_l0 without bias_ih_l0",
        Tensors.rnn(4).add("rnn.bias_hh_l0", 8).add("fc.weight", 5, 2).add("fc.bias", 5),
        "expected: 'rnn.bias_ih_l0' beside 'rnn.bias_hh_l0', or neither");
  }

  @Test
  void shapesThatAreOfNoNetworkAreRefused() throws IOException {
    refused(
        "weight_hh_l0 of two blocks",
        Tensors.rnn(2),
        "not those of an LSTM, a GRU or an RNN",
        "'rnn.weight_hh_l0' of [4 H, H], [3 H, H] or [H, H]",
        "found:    [4, 2]");
    refused(
        "a second layer that reads 3 numbers",
        Tensors.rnn(4)
            .add("rnn.weight_ih_l1", 8, 3)
            .add("rnn.weight_hh_l1", 8, 2)
            .add("fc.weight", 5, 2)
            .add("fc.bias", 5),
        "The shape of 'rnn.weight_ih_l1' does not fit the other tensors.",
        "expected: [8, 2]",
        "found:    [8, 3]");
    refused(
        "a head of whole numbers",
        Tensors.rnn(4).add("fc.weight", "I64", Long.BYTES, 5, 2).add("fc.bias", 5),
        "The elements of 'fc.weight' are no real numbers.",
        "F32, F64, F16 or BF16",
        "I64: a quantized network?");
  }

  @Test
  void aHeadThatIsNotClearMustBeNamed() throws IOException {
    refused(
        "two heads",
        Tensors.rnn(4)
            .add("mean.weight", 5, 2)
            .add("mean.bias", 5)
            .add("spread.weight", 4, 2)
            .add("spread.bias", 4),
        "not clear which linear map makes the outputs",
        "--head-name with one of: mean, spread",
        "no --head-name",
        "--head-name mean");
    refused(
        "no head",
        Tensors.rnn(4).add("fc.weight", 5, 7),
        "no linear map that reads the 2 outputs",
        "a tensor like 'fc.weight' of [outputs, 2]",
        "fc [5, 7]",
        "--head-name none");
  }

  @Test
  void anEmbeddingThatIsNotClearMustBeNamed() throws IOException {
    refused(
        "two embeddings",
        Tensors.rnn(4)
            .add("embed_a.weight", 9, 3)
            .add("embed_b.weight", 7, 3)
            .add("fc.weight", 5, 2)
            .add("fc.bias", 5),
        "not clear which embedding the network reads",
        "--embedding-name with one of: embed_a, embed_b, none",
        "no --embedding-name",
        "--embedding-name embed_a");
  }

  private void refused(String input, Map<String, byte[]> entries, String... parts)
      throws IOException {
    Path file = Files.write(folder.resolve("model.pt"), StoredEntries.archive(entries));
    Refusal.of(input, () -> PyTorch.read(file, ImportSettings.USUAL), parts)
        .says("where:    " + file);
  }

  private static Map<String, byte[]> archive(String parts) {
    return new LinkedHashMap<>(Map.of("model/data.pkl", Pickles.pickle(parts)));
  }

  @Test
  void archivesThatAreDamagedAreRefused() throws IOException {
    Map<String, byte[]> large =
        Map.of("model/data.pkl", new byte[(int) PyTorchFile.LARGEST_PICKLE + 1]);
    refused(
        "a pickle of more than 16 MiB",
        large,
        "The archive of PyTorch is damaged.",
        "data.pkl of at most 16777216 bytes",
        "a larger one");
    Map<String, byte[]> entries = archive(Pickles.stateDict("w", 3));
    refused(
        "a tensor without its data",
        entries,
        "The archive of PyTorch is damaged.",
        "the 12 bytes of 'w'",
        "found:    none");
    entries.put("model/data/0", new byte[8]);
    refused("a tensor of 8 bytes", entries, "the 12 bytes of 'w'", "found:    8 bytes");
  }

  @Test
  void anotherOrderOfBytesIsRefused() throws IOException {
    Map<String, byte[]> entries = archive(Pickles.stateDict("w", 3));
    entries.put("model/byteorder", "big".getBytes(StandardCharsets.US_ASCII));
    refused(
        "byteorder big",
        entries,
        "The numbers in the file are in another order of bytes.",
        "expected: byteorder little",
        "found:    byteorder big");
  }
}
