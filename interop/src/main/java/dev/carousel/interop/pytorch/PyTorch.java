package dev.carousel.interop.pytorch;

import dev.carousel.error.CarouselException;
import dev.carousel.interop.FileSha256;
import dev.carousel.interop.ForeignFile;
import dev.carousel.interop.ImportSettings;
import dev.carousel.interop.Imported;
import dev.carousel.interop.internal.Cut;
import dev.carousel.model.NetworkSpec;
import dev.carousel.tensor.NamedTensors;
import dev.carousel.tensor.Tensor;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Networks of PyTorch: {@code LSTM}, {@code GRU} and {@code RNN}, with their cells, any number of
 * layers, both directions and projections, between an {@code Embedding} and a {@code Linear}.
 *
 * <pre>{@code
 * Imported network = PyTorch.read(Path.of("model.pt"), ImportSettings.USUAL);
 * SavedModel model = network.model(codec, data.shape(), Map.of());
 * }</pre>
 *
 * <p>The gates are stacked in PyTorch's tensors: i, f, g, o; r, z, n. Its two biases are added, as
 * its equations add them, but for the candidate of the GRU. Written again, the second one is zero,
 * so that nothing is lost on the way there and back.
 *
 * <p>May be used from several threads.
 */
public final class PyTorch {
  /** The name of the framework. */
  public static final String FRAMEWORK = "pytorch";

  private PyTorch() {}

  /**
   * Reads a network: a state dict in an archive of {@code torch.save}, in safetensors, or as arrays
   * in an archive of {@code numpy.savez}.
   *
   * @throws CarouselException if the file is damaged or holds no such network
   */
  public static Imported read(Path file, ImportSettings settings) {
    try (ForeignFile opened = PyTorchFile.open(file)) {
      return StateDictReader.read(opened, settings, FileSha256.of(file));
    }
  }

  /**
   * All tensors of such a file, as they are there.
   *
   * @throws CarouselException if the file is damaged, or a number is not finite
   */
  public static NamedTensors tensors(Path file) {
    try (ForeignFile opened = PyTorchFile.open(file)) {
      Map<String, Tensor> tensors = new LinkedHashMap<>();
      opened
          .tensors()
          .forEach(
              (name, tensor) -> {
                Cut cut = new Cut(opened, Cut.precisionOf(tensor));
                tensors.put(name, cut.whole(cut.tensor(name, tensor.shape())));
              });
      return new NamedTensors(tensors);
    }
  }

  /**
   * The parameters of a network as a state dict: {@code lstm.weight_ih_l0}, {@code
   * embedding.weight}, {@code head.weight} and so on. In PyTorch:
   *
   * <pre>
   * self.embedding = torch.nn.Embedding(V, E)
   * self.lstm = torch.nn.LSTM(E, H, layers, bidirectional=False)
   * self.head = torch.nn.Linear(H, K)
   * </pre>
   *
   * @param parameters of the network, by Carousel's names
   * @throws CarouselException if PyTorch has no module with the equations of the network
   */
  public static NamedTensors stateDict(NetworkSpec network, NamedTensors parameters) {
    return new StateDictWriter(network, parameters).write();
  }
}
