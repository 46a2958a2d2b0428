package dev.carousel.interop.onnx;

import dev.carousel.data.Inputs;
import dev.carousel.error.CarouselException;
import dev.carousel.tensor.Tensor;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;

/**
 * Runs ONNX files in another program than Carousel, so that what was exported can be verified.
 * Found by {@link ServiceLoader}; the module {@code carousel-onnxruntime} has one. Implementations
 * may be used from several threads.
 */
public interface OnnxVerifier {
  /**
   * Starts the program if need be.
   *
   * @return its name and version
   * @throws CarouselException if it does not run on this machine
   */
  String name();

  /**
   * Runs a file that {@link OnnxExport} wrote, from zero states, with {@link OnnxSettings#usual}.
   *
   * @param inputs {@code [T, B]} of what the network reads
   * @return the file's {@code output}: {@code [T, B, K]}, or {@code [B, K]} at the end
   * @throws CarouselException if the file cannot be run
   */
  Tensor outputs(Path file, Inputs inputs);

  /**
   * The first verifier that these loaders find; empty if there is none.
   *
   * @throws CarouselException if one is found that cannot be loaded
   */
  static Optional<OnnxVerifier> find(List<ClassLoader> loaders) {
    try {
      return loaders.stream()
          .flatMap(loader -> ServiceLoader.load(OnnxVerifier.class, loader).findFirst().stream())
          .findFirst();
    } catch (ServiceConfigurationError broken) {
      throw CarouselException.failure("A verifier of ONNX files cannot be loaded.")
          .found(broken)
          .mend("use a jar of carousel-onnxruntime of the same version as Carousel")
          .cause(broken)
          .build();
    }
  }
}
