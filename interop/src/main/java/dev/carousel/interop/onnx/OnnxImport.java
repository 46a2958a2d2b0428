package dev.carousel.interop.onnx;

import dev.carousel.error.CarouselException;
import dev.carousel.interop.FileSha256;
import dev.carousel.interop.ForeignNetwork;
import dev.carousel.interop.ImportSettings;
import dev.carousel.interop.Imported;
import dev.carousel.interop.internal.onnx.read.OnnxModelReader;
import dev.carousel.interop.internal.onnx.read.OnnxNetwork;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * Reads recurrent networks out of ONNX files: {@code (Gather ->) LSTM (-> LSTM ..) (-> Gemm)}, or
 * with {@code GRU}, {@code RNN} and {@code MatMul}, between nodes that only move values. Whatever
 * else stands there is refused by its name: a clip, other activations, a layout, fixed lengths.
 * Nothing in a file is ever run. May be used from several threads.
 */
public final class OnnxImport {
  private OnnxImport() {}

  /**
   * Reads a network.
   *
   * @param settings of which only the module is used: the name of the lowest recurrent node
   * @throws CarouselException if the file is missing, damaged, or has parts that Carousel has not;
   *     or a setting is given that the graph tells itself
   */
  public static Imported read(Path file, ImportSettings settings) {
    refuse("--head-name", settings.head());
    refuse("--embedding-name", settings.embedding());
    refuse("--activation", settings.activation());
    OnnxNetwork found = OnnxModelReader.read(file, settings.module().orElse(null));
    ForeignNetwork network =
        new ForeignNetwork(
            "onnx",
            found.module(),
            found.cell(),
            found.units(),
            found.layers(),
            found.bidirectional(),
            found.inputs(),
            found.embedding(),
            found.outputs(),
            found.hasHead(),
            Optional.empty());
    return new Imported(
        network, found.parameters(), found.ignored(), found.properties(), FileSha256.of(file));
  }

  private static void refuse(String option, Optional<String> setting) {
    if (setting.isPresent()) {
      throw CarouselException.usage("An ONNX file tells itself what " + option + " would say.")
          .expected(List.of("--module"))
          .found(option + " " + setting.get())
          .mend("leave it out")
          .build();
    }
  }
}
