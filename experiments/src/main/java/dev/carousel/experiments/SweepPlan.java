package dev.carousel.experiments;

import com.fasterxml.jackson.annotation.JsonIgnore;
import dev.carousel.error.CarouselException;
import dev.carousel.experiments.search.Grid;
import dev.carousel.experiments.search.Halving;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Which trials a sweep is made of: each combination of settings with each seed. Immutable and
 * thread-safe.
 *
 * @param combinations of settings by name, all different
 * @param seeds all different
 * @param halving which combinations are trained to their end; null for all
 */
public record SweepPlan(
    List<Map<String, String>> combinations, List<Long> seeds, @Nullable Halving halving) {
  /** More than can be made, and few enough to be listed. */
  public static final int MOST_TRIALS = Grid.MOST;

  /** Copies the lists, and checks that there is something to do. */
  public SweepPlan {
    combinations =
        combinations.stream()
            .map(one -> Collections.unmodifiableMap(new LinkedHashMap<>(one)))
            .toList();
    seeds = List.copyOf(seeds);
    if (combinations.isEmpty() || seeds.isEmpty()) {
      throw CarouselException.usage("The sweep has no trials.")
          .expected("at least one combination of settings and one seed")
          .found(combinations.size() + " combinations and " + seeds.size() + " seeds")
          .build();
    }
    if ((long) combinations.size() * seeds.size() > MOST_TRIALS) {
      throw CarouselException.usage("The sweep has too many trials.")
          .expected("at most " + MOST_TRIALS)
          .found(combinations.size() + " combinations, each with " + seeds.size() + " seeds")
          .mend("give fewer values, seeds or --trials")
          .build();
    }
    requireDifferent("combination of settings", combinations);
    requireDifferent("seed", seeds);
    if (halving != null && halving.trials() != combinations.size()) {
      throw new IllegalArgumentException("halving of another number of combinations");
    }
  }

  private static void requireDifferent(String what, List<?> all) {
    Set<Object> seen = new HashSet<>();
    for (Object one : all) {
      if (!seen.add(one)) {
        throw CarouselException.usage("The sweep has the same " + what + " twice.")
            .expected("each once")
            .found(one)
            .build();
      }
    }
  }

  /** The settings whose values differ between combinations, in order. */
  @JsonIgnore
  public List<String> varied() {
    Set<String> names = new LinkedHashSet<>();
    combinations.forEach(one -> names.addAll(one.keySet()));
    Map<String, String> first = combinations.get(0);
    return names.stream()
        .filter(
            name ->
                combinations.stream()
                    .anyMatch(one -> !Objects.equals(one.get(name), first.get(name))))
        .toList();
  }

  /** A combination in the settings that are varied, such as {@code cell=gru, units=64}. */
  public String label(int combination) {
    Map<String, String> settings = combinations.get(combination);
    String label =
        varied().stream()
            .filter(settings::containsKey)
            .map(name -> name + "=" + settings.get(name))
            .collect(Collectors.joining(", "));
    return label.isEmpty() ? "as given" : label;
  }

  /** All trials: of the first seed those of every combination, then of the second, and so on. */
  @JsonIgnore
  public List<Trial> trials() {
    List<Trial> trials = new ArrayList<>();
    for (long seed : seeds) {
      for (int i = 0; i < combinations.size(); i++) {
        trials.add(trial(i, seed));
      }
    }
    return List.copyOf(trials);
  }

  /** The trial of a combination and a seed. */
  public Trial trial(int combination, long seed) {
    int digits = Integer.toString(combinations.size()).length();
    String number = String.format("%0" + digits + "d", combination + 1);
    return new Trial("c" + number + "-seed" + seed, combinations.get(combination), seed, 0);
  }
}
