package dev.carousel.benchmarks.gallery;

import dev.carousel.cli.options.Session;
import dev.carousel.engine.EngineSettings;
import dev.carousel.error.CarouselException;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** What can be measured apart. */
enum Measurement {
  /** Gradients at the start and after training. */
  STRIPS,
  /** Training steps a second, which needs a machine that does nothing else. */
  SPEED;

  /** The word for everything. */
  static final String ALL = "all";

  /**
   * What a word asks for.
   *
   * @throws CarouselException if it is none of the words
   */
  static List<Measurement> of(String word) {
    List<Measurement> found =
        Stream.of(values()).filter(part -> word.equals(ALL) || word.equals(part.word())).toList();
    if (found.isEmpty()) {
      throw CarouselException.usage("--measure has no such part.")
          .expected("strips, speed or all")
          .found(word)
          .build();
    }
    return found;
  }

  String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** What measures it. */
  CellMeter meter(Session session, double seconds) {
    return this == STRIPS
        ? new StripMeter(session, StripMeter.UPDATES)
        : new SpeedMeter(
            session.engine(EngineSettings.threads(SpeedMeter.THREADS)), session.plugins(), seconds);
  }
}
