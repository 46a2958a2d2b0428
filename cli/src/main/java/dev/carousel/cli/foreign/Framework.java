package dev.carousel.cli.foreign;

import dev.carousel.interop.ImportSettings;
import dev.carousel.interop.Imported;
import dev.carousel.interop.keras.Keras;
import dev.carousel.interop.onnx.OnnxImport;
import dev.carousel.interop.pytorch.PyTorch;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.function.BiFunction;

/** The frameworks whose files are read, as {@code --as} names them. */
enum Framework {
  PYTORCH(PyTorch::read),
  KERAS(Keras::read),
  ONNX(OnnxImport::read);

  private static final List<String> OF_KERAS = List.of(".keras", ".h5", ".hdf5");
  private static final List<String> OF_PYTORCH = List.of(".pt", ".pth", ".safetensors", ".npz");
  private static final String OF_ONNX = ".onnx";

  private final BiFunction<Path, ImportSettings, Imported> reader;

  Framework(BiFunction<Path, ImportSettings, Imported> reader) {
    this.reader = reader;
  }

  /** The framework whose files end so; PyTorch's may have any other ending. */
  static Framework of(Path file) {
    String name = lower(file);
    if (name.endsWith(OF_ONNX)) {
      return ONNX;
    }
    return OF_KERAS.stream().anyMatch(name::endsWith) ? KERAS : PYTORCH;
  }

  /** Whether files of a framework end so. */
  static boolean isName(Path file) {
    return of(file) != PYTORCH || OF_PYTORCH.stream().anyMatch(lower(file)::endsWith);
  }

  private static String lower(Path file) {
    return file.toString().toLowerCase(Locale.ROOT);
  }

  Imported read(Path file, ImportSettings settings) {
    return reader.apply(file, settings);
  }
}
