package dev.carousel.cli.export;

import dev.carousel.error.CarouselException;
import dev.carousel.error.NearestWord;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/**
 * A format of files that {@code carousel export} writes. The ending of the file's name chooses it.
 */
sealed interface ExportFormat permits TensorFormat, OnnxFormat {
  /** All formats, in the order in which messages list them. */
  static List<ExportFormat> all() {
    return List.of(TensorFormat.SAFETENSORS, TensorFormat.NPZ, OnnxFormat.ONNX);
  }

  /**
   * The format for a name.
   *
   * @throws CarouselException if there is none
   */
  static ExportFormat of(String file) {
    String name = String.valueOf(Path.of(file).getFileName()).toLowerCase(Locale.ROOT);
    List<String> endings = all().stream().map(ExportFormat::ending).toList();
    for (ExportFormat format : all()) {
      if (name.endsWith(format.ending())) {
        return format;
      }
    }
    String ending = name.substring(Math.max(0, name.lastIndexOf('.')));
    throw CarouselException.usage("--to names a format that is not known.")
        .expected("a name that ends in " + String.join(" or ", endings))
        .found(file)
        .mend(NearestWord.hint(ending, endings))
        .build();
  }

  /** How the names of its files end, with the dot. */
  String ending();

  /** The names that its parameters may have, the default first. */
  List<NameTable> names();

  /**
   * Writes a model.
   *
   * @throws CarouselException if the format cannot hold it
   */
  Exported write(Exporting exporting);
}
