package dev.carousel.interop.keras;

import dev.carousel.interop.ImportSettings;
import dev.carousel.refusal.Refusal;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Weights that are of no layer of Keras are refused. */
class KerasWeightsTest {
  @TempDir private Path folder;

  private void refused(String input, byte[] bytes, String... parts) throws IOException {
    Path file = Files.write(folder.resolve("model.h5"), bytes);
    Refusal.of(input, () -> Keras.read(file, ImportSettings.USUAL), parts)
        .says("model.h5", "save the whole model", "model.save('model.keras')");
  }

  /** The extents of a matrix as HDF5 has them. */
  private static byte[] extents(long rows, long columns) {
    ByteBuffer bytes = ByteBuffer.allocate(2 * Long.BYTES).order(ByteOrder.LITTLE_ENDIAN);
    return bytes.putLong(rows).putLong(columns).array();
  }

  private static byte[] replaced(byte[] bytes, byte[] from, byte[] to) {
    System.arraycopy(to, 0, bytes, Archives.find(bytes, from), to.length);
    return bytes;
  }

  @Test
  void aRecurrentKernelOfUnknownShapeIsRefused() throws IOException {
    byte[] bytes = Files.readAllBytes(KerasGolden.file("gru.weights.h5"));
    refused(
        "a recurrent kernel of [15, 5]",
        replaced(bytes, extents(5, 15), extents(15, 5)),
        "A recurrent layer is of a kind that is not known",
        "a recurrent kernel of [H, 4 * H], [H, 3 * H] or [H, H]",
        "[15, 5] in 'layers/gru'");
  }

  @Test
  void severalWeightsForOneRoleAreRefused() throws IOException {
    byte[] whole = Files.readAllBytes(KerasGolden.file("lstm-1.h5"));
    String text = new String(whole, StandardCharsets.ISO_8859_1);
    byte[] bytes = text.replace("bias:0", "kernel").getBytes(StandardCharsets.ISO_8859_1);
    refused(
        "a second kernel instead of a bias",
        bytes,
        "The weights of a layer do not fit the model",
        "one 'kernel' of 'model_weights/lstm'",
        "lstm_cell/kernel, ",
        "lstm_cell/kernel:0");
  }
}
