package dev.carousel.experiments.published;

import dev.carousel.data.FileSum;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** A checksum of an experiment, so that outcomes of other settings are not taken for its own. */
final class Fingerprint {
  private final List<String> lines = new ArrayList<>();

  private Fingerprint(PublishedResult result) {
    Criterion criterion = result.criterion();
    line("criterion", criterion.metric(), criterion.aim(), criterion.bound());
    line("learnt", criterion.learntLoss());
    line("seeds", result.seeds());
    for (Arm arm : result.arms()) {
      line("arm", arm.name(), arm.claim());
      sorted("setting", result.settings(arm));
    }
    for (Ordering ordering : result.orderings()) {
      line("ordering", ordering.better(), ordering.worse(), ordering.by());
    }
    DataFiles files = result.files();
    if (files != null) {
      sorted("file", files.sha256());
    }
  }

  /** The SHA-256 of all that decides the outcomes and the verdict, as 64 hexadecimal digits. */
  static String of(PublishedResult result) {
    String text = String.join("\n", new Fingerprint(result).lines);
    return HexFormat.of()
        .formatHex(FileSum.newDigest().digest(text.getBytes(StandardCharsets.UTF_8)));
  }

  private void sorted(String kind, Map<String, String> values) {
    new TreeMap<>(values).forEach((name, value) -> line(kind, name, value));
  }

  private void line(Object... words) {
    StringBuilder line = new StringBuilder();
    for (Object word : words) {
      line.append(line.isEmpty() ? "" : "\t").append(word);
    }
    lines.add(line.toString());
  }
}
