package dev.carousel.interop;

import dev.carousel.data.DataCodec;
import dev.carousel.data.DataShape;
import dev.carousel.model.SavedModel;
import dev.carousel.tensor.NamedTensors;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A network of another framework, with its parameters by Carousel's names. Immutable, but for the
 * elements of the parameters.
 *
 * @param network what it is
 * @param parameters by Carousel's names
 * @param ignored the names of the tensors that were not used, in the order of the file
 * @param attributes the strings of the file by name
 * @param sha256 the checksum of the file
 */
public record Imported(
    ForeignNetwork network,
    NamedTensors parameters,
    List<String> ignored,
    Map<String, String> attributes,
    String sha256) {
  /** The note of a model that says from which framework it comes. */
  public static final String FRAMEWORK_NOTE = "importedFrom";

  /** The note of a model that holds the checksum of the file it comes from. */
  public static final String SHA_NOTE = "importedSha256";

  /** Copies the list and the map. */
  public Imported {
    ignored = List.copyOf(ignored);
    attributes = Map.copyOf(attributes);
  }

  /**
   * The model for data that is read by a codec.
   *
   * @param data what the codec gives
   * @param notes further strings by name
   * @throws dev.carousel.error.CarouselException if the network does not fit the data
   */
  public SavedModel model(DataCodec codec, DataShape data, Map<String, String> notes) {
    Map<String, String> all = new LinkedHashMap<>(notes);
    all.put(FRAMEWORK_NOTE, network.framework());
    all.put(SHA_NOTE, sha256);
    return new SavedModel(network.spec(data), codec, all, parameters);
  }
}
