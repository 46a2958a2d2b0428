package dev.carousel.cli.train;

import dev.carousel.cli.options.RunOptions;
import dev.carousel.data.Dataset;
import dev.carousel.error.CarouselException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.zip.CRC32;

/** The options with which a run goes on: those of its start, unless they may change. */
final class Resumption {
  private static final List<String> LIMITS = List.of("updates", "epochs", "minutes");
  private static final String DATA = "data";

  private Resumption() {}

  /** All that the checkpoint's file says of the run's options. */
  static Map<String, String> settings(RunOptions run, Dataset data) {
    Map<String, String> settings = new LinkedHashMap<>(run.settings());
    settings.putAll(run.train().endSettings());
    settings.put(DATA, fingerprint(data));
    return settings;
  }

  /** Sizes and symbols or statistics: what changes with the data in most cases. */
  private static String fingerprint(Dataset data) {
    CRC32 crc = new CRC32();
    crc.update(data.codec().toJson().getBytes(StandardCharsets.UTF_8));
    return data.training().symbols()
        + " + "
        + data.validation().symbols()
        + " predictions, "
        + Long.toHexString(crc.getValue());
  }

  /**
   * Joins what is given now with what was stored.
   *
   * @param matched the names of the options that are given now, without dashes
   * @throws CarouselException if an option that decides bits contradicts the stored one
   */
  static RunOptions join(RunOptions given, Set<String> matched, Map<String, String> stored) {
    Map<String, String> now = given.settings();
    for (String name : matched) {
      String value = now.get(name);
      if (value != null && !value.equals(stored.get(name))) {
        throw contradiction(name, value, stored);
      }
    }
    Map<String, String> joined = new LinkedHashMap<>(stored);
    joined.remove(DATA);
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

  private static CarouselException contradiction(
      String name, String now, Map<String, String> stored) {
    String before = stored.get(name);
    return CarouselException.usage("The run was started with another --" + name + ".")
        .expected(before == null ? "no --" + name : "--" + name + " " + before)
        .found("--" + name + " " + now)
        .mend("leave the option out, or train into a new folder without --resume")
        .build();
  }

  /** Refuses data that is not what the run was started with. */
  static void requireSameData(Dataset data, Map<String, String> stored) {
    String before = stored.get(DATA);
    if (before != null && !before.equals(fingerprint(data))) {
      throw CarouselException.failure("The data has changed since the run was started.")
          .expected(before)
          .found(fingerprint(data))
          .where(data.description())
          .mend("bring back the data, or train into a new folder without --resume")
          .build();
    }
  }
}
