package dev.carousel.interop.keras;

import dev.carousel.error.CarouselException;
import dev.carousel.interop.FileSha256;
import dev.carousel.interop.ImportSettings;
import dev.carousel.interop.Imported;
import java.nio.file.Path;

/**
 * Networks of Keras: {@code LSTM}, {@code GRU} and {@code SimpleRNN}, any number of layers, alone
 * or within {@code Bidirectional}, between an {@code Embedding} and a {@code Dense}. They are read
 * from {@code .keras} archives, from whole models in {@code .h5}, and from {@code .h5} files of
 * weights alone, whose layers are then told by names and sizes.
 *
 * <pre>{@code
 * Imported network = Keras.read(Path.of("model.keras"), ImportSettings.USUAL);
 * SavedModel model = network.model(codec, data.shape(), Map.of());
 * }</pre>
 *
 * <p>Keras multiplies from the left: its matrices are {@code [I, G H]} and {@code [H, G H]}, with
 * the gates side by side: i, f, c, o; z, r, h. Its GRU keeps the state where z is 1, as Carousel's
 * does; {@code reset_after=False} is {@code gru-reset-before}.
 *
 * <p>May be used from several threads.
 */
public final class Keras {
  /** The name of the framework. */
  public static final String FRAMEWORK = "keras";

  private Keras() {}

  /**
   * Reads a network.
   *
   * @param settings of which only the activation is used, and only for weights alone: a file with
   *     the model tells itself what the others would say
   * @throws CarouselException if the file is damaged or holds no such network
   */
  public static Imported read(Path file, ImportSettings settings) {
    try (KerasFile opened = KerasFile.open(file)) {
      return KerasReader.read(opened, Plan.of(opened, settings), FileSha256.of(file));
    }
  }
}
