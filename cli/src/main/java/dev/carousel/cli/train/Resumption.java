package dev.carousel.cli.train;

import dev.carousel.cli.options.ChangedData;
import dev.carousel.cli.options.RunOptions;
import dev.carousel.cli.options.SourceOptions;
import dev.carousel.data.DataCodec;
import dev.carousel.data.DataIdentity;
import dev.carousel.error.CarouselException;
import dev.carousel.plugin.Plugins;
import dev.carousel.train.CheckpointFile;
import dev.carousel.train.run.RunFile;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The options of a run, as far as its folder records them.
 *
 * @param options by name, without {@code --watch}
 * @param isWatched whether it was started with {@code --watch} or {@code --live}
 * @param scheduleUpdates the number of updates over which the schedule is spread; -1 if unknown
 * @param data the identity of the data; null if unknown
 * @param codec how data is read; null if unknown
 */
record Resumption(
    Map<String, String> options,
    boolean isWatched,
    long scheduleUpdates,
    @Nullable DataIdentity data,
    @Nullable DataCodec codec) {
  /** The setting of a run that is watched: no part of its bits. */
  static final String WATCH = "watch";

  private static final List<String> LIMITS = List.of("updates", "epochs", "minutes");

  /** The options for the place of the data, not its content. */
  private static final List<String> PLACES =
      Stream.concat(
              Stream.of("text", "valid-file", "test-file"),
              SourceOptions.PLACES.stream().map(name -> name.substring(2)))
          .toList();

  private static final String TASK = "task";

  /**
   * The key under which version 0.1.0 kept the number of predictions and a checksum of the codec.
   */
  private static final String OLD_DATA = "data";

  /**
   * What is known of a run: from its run file, or from a checkpoint where there is none.
   *
   * @throws CarouselException if the two contradict each other
   */
  static Resumption of(Optional<RunFile> file, Optional<CheckpointFile> checkpoint) {
    Map<String, String> settings =
        new LinkedHashMap<>(checkpoint.map(CheckpointFile::settings).orElse(Map.of()));
    String length = settings.remove(RunFile.SCHEDULE_UPDATES);
    Optional<DataIdentity> data = ChangedData.noted(settings);
    settings.keySet().removeAll(List.of(DataIdentity.NOTE, OLD_DATA));
    boolean isWatched = settings.remove(WATCH) != null;
    if (file.isEmpty()) {
      return new Resumption(settings, isWatched, number(length), data.orElse(null), null);
    }
    RunFile whole = file.get();
    Map<String, String> options = new LinkedHashMap<>(whole.options());
    isWatched = options.remove(WATCH) != null;
    if (checkpoint.isPresent()) {
      requireOfOneRun(options, settings);
    }
    return new Resumption(options, isWatched, whole.scheduleUpdates(), whole.data(), whole.codec());
  }

  private static long number(@Nullable String length) {
    return length != null && length.matches("\\d{1,18}") ? Long.parseLong(length) : -1;
  }

  private static void requireOfOneRun(Map<String, String> file, Map<String, String> checkpoint) {
    Map<String, String> bits = RunOptions.of(file).settings();
    Map<String, String> others = RunOptions.of(checkpoint).settings();
    PLACES.forEach(bits::remove);
    PLACES.forEach(others::remove);
    if (!bits.equals(others)) {
      throw CarouselException.failure("run.json and the checkpoint belong to different runs.")
          .expected("the checkpoint's options: " + others)
          .found("in run.json: " + bits)
          .mend("move run.json away to continue with the checkpoint's options")
          .build();
    }
  }

  /**
   * Joins the given options with the stored ones. An option that says what holds for the run anyway
   * is no contradiction, even if the run was started without it.
   *
   * @param matched the names of the options that are given now, without dashes
   * @param plugins whose options have defaults
   * @throws CarouselException if an option that determines the bits contradicts the stored one
   */
  RunOptions join(RunOptions given, Set<String> matched, Plugins plugins) {
    Map<String, String> now = given.settings();
    Map<String, String> joined = new LinkedHashMap<>(options);
    // As they would be written today: an older version stored hooks without the guard.
    Map<String, String> before = RunOptions.of(options).settings();
    Set<String> known = RunOptions.names();
    for (String name : matched) {
      String value = now.get(name);
      if (value != null && PLACES.contains(name) && kind(now).equals(kind(options))) {
        joined.put(name, value); // whether it is the same data, its content says
      } else if (known.contains(name)
          && !Objects.equals(value, before.get(name))
          && !isSame(name, value, plugins)) {
        throw contradiction(name, value);
      }
    }
    if (matched.stream().anyMatch(LIMITS::contains)) {
      joined.keySet().removeAll(LIMITS);
    }
    given
        .train()
        .endSettings()
        .forEach(
            (name, value) -> {
              if (matched.contains(name)) {
                joined.put(name, value);
              }
            });
    return RunOptions.of(joined);
  }

  private static String kind(Map<String, String> settings) {
    return PLACES.stream()
        .filter(name -> !name.endsWith("-file") && settings.containsKey(name))
        .findFirst()
        .orElse(settings.containsKey(TASK) ? TASK : "text");
  }

  /** Whether the run would be the same with this value of an option; null for none. */
  private boolean isSame(String name, @Nullable String value, Plugins plugins) {
    Map<String, String> changed = new LinkedHashMap<>(options);
    changed.remove(name);
    if (value != null) {
      changed.put(name, value);
    }
    RunOptions other = RunOptions.of(changed);
    RunOptions own = RunOptions.of(options);
    return other.complete(codec, plugins).equals(own.complete(codec, plugins));
  }

  private CarouselException contradiction(String name, @Nullable String now) {
    String before = options.get(name);
    return CarouselException.usage("--" + name + " differs from the run's own.")
        .expected(before == null ? "no --" + name : "--" + name + " " + before)
        .found("--" + name + (now == null ? "=false" : " " + now))
        .mend("leave the option out, or train into a new folder without --resume")
        .build();
  }
}
