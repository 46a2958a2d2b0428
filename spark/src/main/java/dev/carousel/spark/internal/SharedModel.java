package dev.carousel.spark.internal;

import dev.carousel.error.CarouselException;
import dev.carousel.model.SavedModel;
import java.io.IOException;
import java.io.Serializable;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * The file of a model as it goes to the executors. Immutable by convention, and thread-safe.
 *
 * @param file its bytes
 * @param sha256 their checksum, as 64 hexadecimal digits
 */
@SuppressWarnings("ArrayRecordComponent") // a carrier of live arrays, never compared
public record SharedModel(byte[] file, String sha256) implements Serializable {
  private static final long serialVersionUID = 1L;

  /** With the checksum of these bytes. */
  public static SharedModel of(byte[] file) {
    return new SharedModel(file, sum(file));
  }

  /**
   * A file that holds a model.
   *
   * @throws CarouselException if it cannot be read, or holds no model
   */
  public static SharedModel read(Path file) {
    SavedModel.read(file); // refuses what is no model, with the name of the file
    try {
      return of(Files.readAllBytes(file));
    } catch (IOException e) {
      throw CarouselException.failure("The model cannot be read.")
          .found(String.valueOf(e.getMessage()))
          .where(file)
          .cause(e)
          .build();
    }
  }

  /** A model in memory. */
  public static SharedModel of(SavedModel model) {
    return withFile(
        path -> {
          model.write(path);
          return of(Files.readAllBytes(path));
        });
  }

  /**
   * The model.
   *
   * @throws CarouselException if the bytes are not those of the checksum, or hold no model
   */
  public SavedModel open() {
    if (!sum(file).equals(sha256)) {
      throw CarouselException.failure("The model that came from the driver is damaged.")
          .expected("SHA-256 " + sha256)
          .found(sum(file))
          .mend("start the job again")
          .build();
    }
    return withFile(
        path -> {
          Files.write(path, file);
          return SavedModel.read(path);
        });
  }

  private interface Use<T> {
    T of(Path path) throws IOException;
  }

  private static <T> T withFile(Use<T> use) {
    try {
      Path folder = Files.createTempDirectory("carousel-model");
      Path path = folder.resolve("model.safetensors");
      try {
        return use.of(path);
      } finally {
        Files.deleteIfExists(path);
        Files.deleteIfExists(folder);
      }
    } catch (IOException e) {
      throw CarouselException.failure("The model cannot be put on the local disk for a moment.")
          .expected("a folder java.io.tmpdir with enough space")
          .found(String.valueOf(e.getMessage()))
          .cause(e)
          .build();
    }
  }

  private static String sum(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e); // every JDK has it
    }
  }

  @Override
  public String toString() {
    return "SharedModel[" + sha256 + "]";
  }
}
