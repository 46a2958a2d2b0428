package dev.carousel.data;

import dev.carousel.error.CarouselException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * The changes of data since it was read. Each file may have a new size or content, or may have been
 * added, removed, renamed or moved in the order.
 *
 * @param before the data at that time
 * @param now the data now, with different content
 */
public record DataChange(DataIdentity before, DataIdentity now) {
  private static final int MOST_NAMED = 5;
  private static final int DIGITS = 12;
  private static final String OTHER_ORDER = "the files are read in a different order";

  /**
   * The error that says what changed.
   *
   * @param summary the request that fails because of it
   * @param where the data is
   * @param mend how to continue
   */
  public CarouselException refusal(String summary, Object where, String mend) {
    return CarouselException.failure(summary)
        .expected(words(before))
        .found(words(now) + ": " + String.join("; ", differences()))
        .where(where)
        .mend(mend)
        .build();
  }

  private static String words(DataIdentity data) {
    String sum = String.format(Locale.ROOT, "%,d bytes, SHA-256 ", data.bytes());
    return (data.count() == 1 ? "" : data.count() + " files, ")
        + sum
        + data.sha256().substring(0, DIGITS);
  }

  /** The changes, in words, at least one; only the first few of many files. */
  public List<String> differences() {
    if (before.count() == 1 && now.count() == 1) {
      return List.of(change(before.bytes(), now.bytes()));
    }
    if (before.files().isEmpty() || now.files().isEmpty()) {
      return List.of("it is not known which files changed");
    }
    List<String> found = byFile();
    return found.isEmpty() ? List.of(OTHER_ORDER) : shortened(found);
  }

  /** The changes of each file; empty if only the order differs. */
  private List<String> byFile() {
    List<String> found = new ArrayList<>();
    Map<String, FileSum> old = byName(before);
    List<FileSum> unknown = new ArrayList<>();
    for (FileSum file : now.files()) {
      FileSum was = old.remove(file.name());
      if (was == null) {
        unknown.add(file);
      } else if (!was.isSameContent(file)) {
        found.add(file.name() + ": " + change(was.bytes(), file.bytes()));
      }
    }
    boolean isSameOtherwise = found.isEmpty();
    for (FileSum file : unknown) {
      Optional<FileSum> renamed = old.values().stream().filter(file::isSameContent).findFirst();
      renamed.ifPresent(was -> old.remove(was.name()));
      isSameOtherwise &= renamed.isPresent();
      found.add(
          renamed
              .map(was -> was.name() + " was renamed to " + file.name())
              .orElse(file.name() + " was added"));
    }
    old.keySet().forEach(name -> found.add(name + " was removed"));
    if (isSameOtherwise && old.isEmpty() && !found.isEmpty()) {
      found.add(0, OTHER_ORDER); // or the data would be the same
    }
    return found;
  }

  private static Map<String, FileSum> byName(DataIdentity data) {
    Map<String, FileSum> files = new LinkedHashMap<>();
    data.files().forEach(file -> files.put(file.name(), file));
    return files;
  }

  private static String change(long before, long now) {
    return before == now
        ? "same size, different content"
        : String.format(
            Locale.ROOT, "%,d bytes %s", Math.abs(now - before), now > before ? "more" : "fewer");
  }

  private static List<String> shortened(List<String> found) {
    if (found.size() <= MOST_NAMED) {
      return List.copyOf(found);
    }
    List<String> few = new ArrayList<>(found.subList(0, MOST_NAMED));
    few.add((found.size() - MOST_NAMED) + " more files");
    return few;
  }
}
