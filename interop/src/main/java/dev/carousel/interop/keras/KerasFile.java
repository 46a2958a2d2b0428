package dev.carousel.interop.keras;

import dev.carousel.error.CarouselException;
import dev.carousel.error.Printable;
import dev.carousel.interop.ForeignFile;
import dev.carousel.interop.internal.FileBytes;
import dev.carousel.interop.internal.hdf5.Hdf5File;
import dev.carousel.interop.internal.zip.StoredZip;
import dev.carousel.interop.internal.zip.StoredZip.Entry;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An open file of Keras: a {@code .keras} archive, or HDF5. The content decides, not the name. Used
 * by one thread, and closed by it.
 *
 * @param file its tensors
 * @param model the configuration of the model as JSON; null for weights alone
 * @param hdf5 the structure of the weights
 */
record KerasFile(ForeignFile file, @Nullable String model, Hdf5File hdf5) implements AutoCloseable {
  /** The maximum size of a configuration. */
  static final int LARGEST_MODEL = 1 << 24;

  /** The group that holds the weights of a whole model in HDF5. */
  static final String MODEL_WEIGHTS = "model_weights";

  private static final String CONFIG = "config.json";
  private static final String WEIGHTS = "model.weights.h5";

  /** What an optimizer keeps, as both formats name it. */
  private static final List<String> OF_OPTIMIZERS =
      List.of("optimizer", "optimizer_weights", "_optimizer");

  static KerasFile open(Path path) {
    return FileBytes.open(path, KerasFile::opened);
  }

  private static KerasFile opened(FileBytes file) {
    if (StoredZip.isZip(file)) {
      return archive(file);
    }
    if (!Hdf5File.isHdf5(file)) {
      throw CarouselException.failure("This is no file of Keras.")
          .expected("a .keras archive, or HDF5 (.h5)")
          .found("neither a zip archive nor HDF5")
          .where(file.path())
          .mend("in Python: model.save('model.keras')")
          .build();
    }
    Hdf5File hdf5 = Hdf5File.read(file, 0, file.size(), OF_OPTIMIZERS);
    List<String> model = hdf5.texts("", "model_config");
    return of(file, "Keras HDF5", model.isEmpty() ? null : model.get(0), hdf5);
  }

  private static KerasFile archive(FileBytes file) {
    StoredZip zip = StoredZip.read(file);
    Map<String, Entry> entries = zip.entries();
    Entry config = entry(file, entries, CONFIG);
    Entry weights = entry(file, entries, WEIGHTS);
    if (config.size() > LARGEST_MODEL) {
      throw CarouselException.failure("The configuration of the model is too large.")
          .expected("at most " + LARGEST_MODEL + " bytes")
          .found(config.size() + " bytes")
          .where(file.path())
          .mend("save the weights alone: model.save_weights('model.weights.h5')")
          .build();
    }
    byte[] text = zip.bytes(config).array();
    zip.requireIntact(weights);
    Hdf5File hdf5 = Hdf5File.read(file, weights.position(), weights.size(), OF_OPTIMIZERS);
    return of(file, "Keras archive", new String(text, StandardCharsets.UTF_8), hdf5);
  }

  private static Entry entry(FileBytes file, Map<String, Entry> entries, String name) {
    Entry found = entries.get(name);
    if (found == null) {
      String all = String.join(", ", entries.keySet().stream().limit(10).toList());
      throw CarouselException.failure("The archive is no file of Keras.")
          .expected("entries " + CONFIG + " and " + WEIGHTS)
          .found(entries.isEmpty() ? "none" : Printable.of(all))
          .where(file.path())
          .mend("in Python: model.save('model.keras') with Keras 3, or TensorFlow 2.12 or newer")
          .build();
    }
    if (!found.isStored()) {
      throw CarouselException.failure("The archive is compressed or encrypted.")
          .expected("entries as they are, as Keras writes them")
          .found("'" + name + "' is not")
          .where(file.path())
          .mend("load it in Keras, and save it again: model.save('model.keras')")
          .build();
    }
    return found;
  }

  private static KerasFile of(
      FileBytes bytes, String format, @Nullable String model, Hdf5File hdf5) {
    ForeignFile file =
        new ForeignFile(
            bytes.path(), format, new ArrayList<>(hdf5.tensors().values()), Map.of(), bytes);
    return new KerasFile(file, model, hdf5);
  }

  Path path() {
    return file.path();
  }

  @Override
  public void close() {
    file.close();
  }
}
