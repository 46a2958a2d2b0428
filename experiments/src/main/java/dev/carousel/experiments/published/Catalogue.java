package dev.carousel.experiments.published;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.carousel.error.CarouselException;
import dev.carousel.error.NearestWord;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/**
 * All published results, in the order of their papers. Immutable and thread-safe.
 *
 * @param results each with a name of its own
 */
public record Catalogue(List<PublishedResult> results) {
  /** The most seconds on two cores that a quick one takes. */
  public static final int QUICK = 60;

  private static final String FILE = "catalogue.json";

  /** Copies the list, and checks the names. */
  public Catalogue {
    results = List.copyOf(results);
    Set<String> names = new HashSet<>();
    for (PublishedResult result : results) {
      if (!names.add(result.name())) {
        throw new IllegalArgumentException("two results of the name " + result.name());
      }
    }
  }

  /** Reads those that Carousel has. */
  public static Catalogue read() {
    try (InputStream file =
        Objects.requireNonNull(Catalogue.class.getResourceAsStream(FILE), FILE)) {
      return JsonMapper.builder()
          .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
          .build()
          .readValue(file, Catalogue.class);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Those that take at most {@value #QUICK} seconds each and need no data, in order. */
  public List<PublishedResult> quick() {
    return results.stream()
        .filter(result -> result.files() == null && result.budget().seconds() <= QUICK)
        .toList();
  }

  /** Their names, in order. */
  public List<String> names() {
    return results.stream().map(PublishedResult::name).toList();
  }

  /**
   * The result of a name.
   *
   * @throws CarouselException if there is none
   */
  public PublishedResult get(String name) {
    return results.stream()
        .filter(result -> result.name().equals(name))
        .findFirst()
        .orElseThrow(() -> unknown(name));
  }

  private CarouselException unknown(String name) {
    return CarouselException.usage("There is no published result '" + name + "'.")
        .mend(NearestWord.hint(name, names()))
        .build();
  }
}
