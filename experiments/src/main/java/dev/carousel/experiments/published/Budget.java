package dev.carousel.experiments.published;

import java.util.List;
import java.util.stream.LongStream;

/**
 * What each seed of each arm gets: the same for all arms. Immutable and thread-safe.
 *
 * @param batch sequences in an update; all sequences are fresh
 * @param updates of a training
 * @param validations of a training, evenly spaced
 * @param seeds of each arm
 * @param seconds that the whole takes on two cores, roughly
 */
public record Budget(int batch, int updates, int validations, int seeds, int seconds) {
  /** Settings were looked for with smaller seeds, so these tell how others would do. */
  public static final long FIRST_SEED = 11;

  /** The seeds in order. */
  List<Long> eachSeed() {
    return LongStream.range(FIRST_SEED, FIRST_SEED + seeds).boxed().toList();
  }

  Budget seeds(int other) {
    return new Budget(batch, updates, validations, other, seconds * other / seeds);
  }
}
