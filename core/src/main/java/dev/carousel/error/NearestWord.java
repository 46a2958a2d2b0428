package dev.carousel.error;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;

/** Finds the valid word that a mistyped one probably meant (Levenshtein distance). */
public final class NearestWord {
  private NearestWord() {}

  /**
   * The candidate nearest to {@code word}, if one is near enough to be a likely slip of the keys:
   * at most a third of its letters, and at least one, may differ.
   */
  public static Optional<String> of(String word, Collection<String> candidates) {
    String wanted = word.toLowerCase(Locale.ROOT);
    return candidates.stream()
        .min(
            Comparator.comparingInt((String c) -> distance(wanted, c.toLowerCase(Locale.ROOT)))
                .thenComparing(Comparator.naturalOrder()))
        .filter(c -> isNear(wanted, c.toLowerCase(Locale.ROOT)));
  }

  private static boolean isNear(String wanted, String candidate) {
    return candidate.startsWith(wanted)
        || distance(wanted, candidate) <= Math.max(1, candidate.length() / 3);
  }

  /** A sentence to mend with: "did you mean X?" or the list of all that is valid. */
  public static String hint(String word, Collection<String> candidates) {
    return of(word, candidates)
        .map(near -> "did you mean '" + near + "'? (valid: " + sorted(candidates) + ")")
        .orElse("one of: " + sorted(candidates));
  }

  private static String sorted(Collection<String> words) {
    return String.join(", ", words.stream().sorted().toList());
  }

  private static int distance(String a, String b) {
    int[] previous = new int[b.length() + 1];
    for (int j = 0; j <= b.length(); j++) {
      previous[j] = j;
    }
    for (int i = 1; i <= a.length(); i++) {
      int[] current = new int[b.length() + 1];
      current[0] = i;
      for (int j = 1; j <= b.length(); j++) {
        int substitution = previous[j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        current[j] = Math.min(substitution, 1 + Math.min(previous[j], current[j - 1]));
      }
      previous = current;
    }
    return previous[b.length()];
  }
}
