package dev.carousel.cli.sweep;

import dev.carousel.cli.config.ValueKind;
import dev.carousel.cli.options.Threads;
import dev.carousel.error.CarouselException;
import dev.carousel.experiments.SweepPlan;
import dev.carousel.experiments.search.Halving;
import dev.carousel.experiments.search.SearchMethod;
import dev.carousel.experiments.search.Space;
import dev.carousel.experiments.search.Values;
import dev.carousel.train.TrainingPlan;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which trials a sweep makes of its settings. */
final class PlanOptions {
  private static final int SEEDS = 5;
  private static final String UPDATES = "updates";
  private static final String EVALUATE_EVERY = "evaluate-every";

  @Option(
      names = "--seeds",
      paramLabel = "N",
      description = "Train each combination with N seeds; " + SEEDS + " by default")
  private @Nullable Integer seeds;

  @Option(
      names = "--seed",
      paramLabel = "N",
      description = "The first seed, and that of the search; " + TrainingPlan.SEED + " by default")
  private @Nullable Long seed;

  @Option(
      names = "--threads",
      paramLabel = "N",
      description = "Number of threads of each trial, which changes no result; 1 by default")
  private @Nullable Integer threads;

  @Option(
      names = "--search",
      paramLabel = "WAY",
      description =
          "How combinations are chosen: grid (all; the default), random or sobol (evenly spread)")
  private @Nullable String search;

  @Option(
      names = "--trials",
      paramLabel = "N",
      description = "Number of combinations of a random or Sobol search")
  private @Nullable Integer trials;

  @Option(
      names = "--halving",
      paramLabel = "ETA",
      description =
          "Successive halving: train all combinations a little, one of ETA of them ETA times as"
              + " long, and so on up to --updates")
  private @Nullable Integer halving;

  @Option(
      names = "--halving-from",
      paramLabel = "UPDATES",
      description =
          "The least updates before combinations are compared; --evaluate-every by default")
  private @Nullable Long halvingFrom;

  /** Whether any of them says which trials there are. */
  boolean isGiven() {
    return Stream.of(seeds, seed, search, trials, halving, halvingFrom).anyMatch(Objects::nonNull);
  }

  /** Takes from a plan what the command line does not say. */
  void orPlanned(Map<String, String> own) {
    seeds = seeds == null ? (Integer) whole(own, "seeds", Integer.MAX_VALUE) : seeds;
    seed = seed == null ? longOf(whole(own, "seed", Long.MAX_VALUE)) : seed;
    threads = threads == null ? (Integer) whole(own, "threads", Integer.MAX_VALUE) : threads;
    search = search == null ? own.get("search") : search;
    trials = trials == null ? (Integer) whole(own, "trials", Integer.MAX_VALUE) : trials;
    halving = halving == null ? (Integer) whole(own, "halving", Integer.MAX_VALUE) : halving;
    halvingFrom =
        halvingFrom == null ? longOf(whole(own, "halving-from", Long.MAX_VALUE)) : halvingFrom;
  }

  private static @Nullable Long longOf(@Nullable Number number) {
    return number == null ? null : number.longValue();
  }

  private static @Nullable Number whole(Map<String, String> own, String name, long most) {
    String text = own.get(name);
    if (text == null) {
      return null;
    }
    try {
      long value = Long.parseLong(text);
      if (value <= most && value >= -most) {
        return most == Integer.MAX_VALUE ? (Number) (int) value : (Number) value;
      }
    } catch (NumberFormatException e) {
      // told below
    }
    CarouselException.Builder fault =
        CarouselException.usage("The plan's '" + name + "' is malformed.")
            .expected("a whole number")
            .found("'" + text + "'");
    ValueKind.asWhole(text).ifPresent(fault::mend);
    throw fault.build();
  }

  /** The threads of each trial. */
  int threads() {
    return threads == null ? 1 : Threads.of(threads);
  }

  /**
   * The plan for these settings.
   *
   * @throws CarouselException if options are out of range or contradict each other
   */
  SweepPlan plan(Map<String, Values> settings) {
    SettingOptions.check(settings.keySet());
    List<Map<String, String>> combinations = combinations(settings);
    return new SweepPlan(combinations, eachSeed(), halving(settings, combinations.size()));
  }

  private List<Long> eachSeed() {
    int count = seeds == null ? SEEDS : seeds;
    if (count < 1 || count > SweepPlan.MOST_TRIALS) {
      throw CarouselException.usage("--seeds is out of range.")
          .expected("1 to " + SweepPlan.MOST_TRIALS + "; 3 or more to compare combinations")
          .found("--seeds " + count)
          .build();
    }
    if (first() > Long.MAX_VALUE - count) {
      throw CarouselException.usage("--seed is out of range.")
          .expected("at most " + (Long.MAX_VALUE - count) + " for " + count + " seeds in a row")
          .found("--seed " + first())
          .build();
    }
    return LongStream.range(first(), first() + count).boxed().toList();
  }

  private long first() {
    return seed == null ? TrainingPlan.SEED : seed;
  }

  private List<Map<String, String>> combinations(Map<String, Values> settings) {
    SearchMethod method = search == null ? SearchMethod.GRID : SearchMethod.of(search);
    if (method.isCounted() && trials == null) {
      throw CarouselException.usage(
              "--search " + method.word() + " needs a number of combinations.")
          .expected("--trials N")
          .build();
    }
    if (!method.isCounted() && trials != null) {
      throw CarouselException.usage("--trials has no effect here: a grid has all combinations.")
          .mend("leave it out, or choose --search random or sobol")
          .build();
    }
    if (trials != null && (trials < 1 || trials > SweepPlan.MOST_TRIALS)) {
      throw CarouselException.usage("--trials is out of range.")
          .expected("1 to " + SweepPlan.MOST_TRIALS)
          .found("--trials " + trials)
          .build();
    }
    if (settings.isEmpty()) {
      return List.of(new LinkedHashMap<>());
    }
    return method.settings(new Space(settings), trials == null ? 0 : trials, first());
  }

  private @Nullable Halving halving(Map<String, Values> settings, int combinations) {
    if (halving == null) {
      if (halvingFrom != null) {
        throw CarouselException.usage("--halving-from has no effect here: nothing is halved.")
            .mend("leave it out, or give --halving 3")
            .build();
      }
      return null;
    }
    Long most = only(settings, UPDATES);
    if (most == null) {
      throw CarouselException.usage("--halving needs the updates of the last rung.")
          .expected("--updates N, with one value")
          .build();
    }
    Long every = only(settings, EVALUATE_EVERY);
    long validated = every == null ? TrainingPlan.EVALUATE_EVERY : every;
    long least = halvingFrom == null ? validated : halvingFrom;
    if (halving < 2) {
      throw CarouselException.usage("--halving is out of range.")
          .expected("at least 2, of which one combination is trained further")
          .found("--halving " + halving)
          .build();
    }
    if (most < least) {
      throw CarouselException.usage("--updates is too small for --halving.")
          .expected("at least " + least + ", the updates before the first comparison")
          .found("--updates " + most)
          .mend("compare earlier: --evaluate-every " + Math.max(1, most / halving))
          .build();
    }
    if (least < validated) {
      throw CarouselException.usage("--halving-from is before the first validation.")
          .expected("at least --evaluate-every, " + validated + " updates")
          .found("--halving-from " + least)
          .mend("validate more often: --evaluate-every " + least)
          .build();
    }
    return new Halving(combinations, halving, least, most);
  }

  /** The only value of a setting; null if there is none, or another number of them. */
  private static @Nullable Long only(Map<String, Values> settings, String name) {
    Values values = settings.get(name);
    if (values == null || values.size().orElse(0) != 1) {
      return null;
    }
    String only = values.all().get(0);
    return only.matches("\\d{1,18}") ? Long.valueOf(only) : null;
  }
}
