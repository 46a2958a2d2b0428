package dev.carousel.experiments.published;

import dev.carousel.error.CarouselException;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Data of a result that Carousel does not bring along. Immutable and thread-safe.
 *
 * @param name of the data
 * @param from where they can be had
 * @param sha256 of each file that is needed, by its name
 * @param settings options of {@code carousel train} by name, without dashes, that read the data;
 *     {@value #FOLDER} stands for the folder in which they were prepared
 */
public record DataFiles(
    String name, String from, Map<String, String> sha256, Map<String, String> settings) {
  static final String FOLDER = "DATA/";

  /** Copies the maps. */
  public DataFiles {
    sha256 = Collections.unmodifiableMap(new LinkedHashMap<>(sha256));
    settings = Collections.unmodifiableMap(new LinkedHashMap<>(settings));
  }

  /** The same with the data prepared in a folder. */
  DataFiles in(String folder) {
    Map<String, String> placed = new LinkedHashMap<>();
    settings.forEach((option, value) -> placed.put(option, value.replace(FOLDER, folder + "/")));
    return new DataFiles(name, from, sha256, placed);
  }

  /**
   * The refusal of a request that does not say where the data are.
   *
   * @param result that needs them
   */
  public CarouselException missing(String result) {
    return CarouselException.usage("'" + result + "' needs data that are not generated.")
        .expected(name + ": " + String.join(", ", sha256.keySet()))
        .mend("--data DIR, the folder with these files; they come from " + from)
        .build();
  }
}
