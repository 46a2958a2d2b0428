package dev.carousel.model;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.carousel.Version;
import dev.carousel.data.DataCodec;
import dev.carousel.engine.Engine;
import dev.carousel.error.CarouselException;
import dev.carousel.io.Safetensors;
import dev.carousel.io.internal.MetadataJson;
import dev.carousel.plugin.Plugins;
import dev.carousel.tensor.NamedTensors;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A network with its parameters and its data codec, in one safetensors file that holds no code. The
 * same model gives the same bytes.
 *
 * @param network its specification; in a model that was read, the cell is known only by its name
 * @param codec how it reads data
 * @param notes further strings by name, about its training
 * @param parameters by their names in the network
 */
public record SavedModel(
    NetworkSpec network, DataCodec codec, Map<String, String> notes, NamedTensors parameters) {

  /** The version of the file's layout; a reader refuses newer ones. */
  static final int FORMAT = 2;

  /** The version of files of networks that the first readers know. */
  static final int FIRST_FORMAT = 1;

  /** The metadata that says which version of Carousel wrote a file. */
  public static final String VERSION_KEY = "carousel.version";

  private static final String FORMAT_KEY = "carousel.format";

  /** The metadata that holds the specification of the network, as JSON. */
  public static final String NETWORK_KEY = "carousel.network";

  /** The metadata that holds the codec of the data, as JSON; see {@link DataCodec#fromJson}. */
  public static final String DATA_KEY = "carousel.data";

  private static final String NOTE_PREFIX = "carousel.note.";

  /**
   * Writes the model, as a whole or not at all.
   *
   * @throws CarouselException if no plugin provides the network's cell
   */
  public void write(Path file) {
    Map<String, String> metadata = new LinkedHashMap<>();
    metadata.put(FORMAT_KEY, Integer.toString(network.isOfFirstKind() ? FIRST_FORMAT : FORMAT));
    metadata.putAll(description());
    notes.forEach((name, note) -> metadata.put(NOTE_PREFIX + name, note));
    Safetensors.write(file, parameters, metadata);
  }

  /**
   * What the network is and how it reads data, for the metadata of a file of any format: JSON by
   * {@link #NETWORK_KEY} and {@link #DATA_KEY}, and Carousel's version.
   *
   * @throws CarouselException if no plugin provides the network's cell
   */
  public Map<String, String> description() {
    network.requireSavable();
    Map<String, String> metadata = new LinkedHashMap<>();
    metadata.put(VERSION_KEY, Version.current());
    metadata.put(NETWORK_KEY, MetadataJson.write(network, NetworkSpec.class));
    metadata.put(DATA_KEY, codec.toJson());
    return metadata;
  }

  /**
   * Reads a model.
   *
   * @throws CarouselException if the file is missing, damaged, not a model, of a newer version, or
   *     has parameters that are not finite. A file without Carousel's checksum counts as damaged
   */
  public static SavedModel read(Path file) {
    Safetensors.Contents contents = Safetensors.readSealed(file);
    Map<String, String> metadata = contents.metadata();
    requireFormat(file, metadata, FORMAT_KEY, FORMAT);
    Map<String, String> notes = new LinkedHashMap<>();
    metadata.forEach(
        (key, value) -> {
          if (key.startsWith(NOTE_PREFIX)) {
            notes.put(key.substring(NOTE_PREFIX.length()), value);
          }
        });
    NetworkSpec network = network(file, require(file, metadata, NETWORK_KEY));
    DataCodec codec = DataCodec.fromJson(require(file, metadata, DATA_KEY), file);
    requireFit(file, network, codec);
    contents
        .tensors()
        .firstNonFinite()
        .ifPresent(
            blemish -> {
              throw notFinite(file, blemish);
            });
    return new SavedModel(network, codec, notes, contents.tensors());
  }

  /**
   * The network, ready to run.
   *
   * @param plugins where its cell is found
   * @throws CarouselException if there is no such cell, or the parameters do not fit it
   */
  public BoundNetwork bind(Engine engine, Plugins plugins) {
    Network compiled = Network.compile(engine, network.from(plugins));
    return compiled.bind(compiled.adopt(parameters));
  }

  /**
   * Refuses a network and a codec that do not fit: sampling and evaluation use values of one as an
   * index into the other.
   */
  private static void requireFit(Path file, NetworkSpec network, DataCodec codec) {
    codec
        .shape()
        .filter(shape -> !shape.equals(network.data()))
        .ifPresent(
            shape -> {
              throw damaged(file, "a network for " + network.data() + ", data of " + shape, null);
            });
  }

  private static NetworkSpec network(Path file, String json) {
    try {
      return MetadataJson.read(json, NetworkSpec.class);
    } catch (JsonProcessingException e) {
      throw damaged(file, MetadataJson.fault(e), e);
    }
  }

  private static String require(Path file, Map<String, String> metadata, String key) {
    String value = metadata.get(key);
    if (value == null) {
      throw damaged(file, "no metadata named " + key, null);
    }
    return value;
  }

  /** Refuses files of a newer layout and files that Carousel did not write. */
  public static void requireFormat(
      Path file, Map<String, String> metadata, String key, int newest) {
    int format;
    try {
      format = Integer.parseInt(require(file, metadata, key));
    } catch (NumberFormatException e) {
      throw damaged(file, key + " = " + metadata.get(key), e);
    }
    if (format < 1) {
      throw damaged(file, key + " = " + format, null);
    }
    if (format > newest) {
      throw CarouselException.failure("The file was written by a newer version of Carousel.")
          .expected(
              "format " + newest + " or older, as Carousel " + Version.current() + " reads it")
          .found(
              "format "
                  + format
                  + ", written by Carousel "
                  + metadata.getOrDefault(VERSION_KEY, "of an unknown version"))
          .where(file)
          .mend("use that version or a newer one")
          .build();
    }
  }

  /** Any figure from such a model would be meaningless. */
  private static CarouselException notFinite(Path file, String blemish) {
    return CarouselException.failure("The model is not finite, so it cannot be used.")
        .expected("finite parameters")
        .found(blemish)
        .where(file)
        .mend("train again with a smaller step size or with clipping (--hook clip-norm:max=1)")
        .build();
  }

  private static CarouselException damaged(Path file, String found, @Nullable Throwable cause) {
    return CarouselException.failure("The file is not a Carousel model, or it is damaged.")
        .expected("a safetensors file with Carousel's metadata")
        .found(found)
        .where(file)
        .mend("use another copy, or train again")
        .cause(cause)
        .build();
  }
}
