package dev.carousel.error;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;

/**
 * Finds the valid word that a mistyped one probably meant (Levenshtein distance, with a swap of
 * neighbours as one edit).
 */
public final class NearestWord {
  /**
   * The maximum length of compared words, since the time grows with the product of both lengths.
   */
  private static final int LONGEST = 200;

  /** The maximum number of valid words listed. */
  private static final int MOST_LISTED = 100;

  private NearestWord() {}

  /**
   * The candidate nearest to {@code word}, if one is near enough to be a likely typing error. At
   * most a third of its letters, but at least one, may differ, or all that follow {@code word}.
   * Words of one letter are not near each other: nothing of one is left in the other.
   */
  public static Optional<String> of(String word, Collection<String> candidates) {
    String wanted = word.toLowerCase(Locale.ROOT);
    return candidates.stream()
        .filter(c -> isNear(wanted, c.toLowerCase(Locale.ROOT)))
        .min(
            Comparator.comparingInt((String c) -> distance(wanted, c.toLowerCase(Locale.ROOT)))
                .thenComparing(Comparator.naturalOrder()));
  }

  private static boolean isNear(String wanted, String candidate) {
    int most = Math.max(1, candidate.length() / 3);
    return (!wanted.isEmpty() && candidate.startsWith(wanted))
        || (Math.abs(wanted.length() - candidate.length()) <= most // else there is no need to count
            && candidate.length() <= LONGEST
            && distance(wanted, candidate)
                <= Math.min(most, Math.max(wanted.length(), candidate.length()) - 1));
  }

  /** A hint for the correction: "did you mean X?" or the list of valid words. */
  public static String hint(String word, Collection<String> candidates) {
    return of(word, candidates)
        .map(near -> "did you mean '" + near + "'? (valid: " + sorted(candidates) + ")")
        .orElse("one of: " + sorted(candidates));
  }

  /**
   * A hint where the valid words are too many to be listed.
   *
   * @param all what they are: "all options"
   * @param listed where they are listed: "carousel train --help"
   */
  public static String hint(String word, Collection<String> candidates, String all, String listed) {
    return of(word, candidates)
        .map(near -> "did you mean '" + near + "'? " + all + ": " + listed)
        .orElse(listed);
  }

  private static String sorted(Collection<String> words) {
    String listed = String.join(", ", words.stream().sorted().limit(MOST_LISTED).toList());
    return words.size() > MOST_LISTED ? listed + ", .." : listed;
  }

  private static int distance(String a, String b) {
    int[][] d = new int[a.length() + 1][b.length() + 1];
    for (int i = 0; i <= a.length(); i++) {
      for (int j = 0; j <= b.length(); j++) {
        d[i][j] = i == 0 || j == 0 ? i + j : step(d, i, j, a, b);
      }
    }
    return d[a.length()][b.length()];
  }

  /** The distance of the first i letters of a from the first j of b, from those of fewer. */
  private static int step(int[][] d, int i, int j, String a, String b) {
    int substitution = d[i - 1][j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
    int least = Math.min(substitution, 1 + Math.min(d[i - 1][j], d[i][j - 1]));
    boolean isSwap =
        i > 1 && j > 1 && a.charAt(i - 1) == b.charAt(j - 2) && a.charAt(i - 2) == b.charAt(j - 1);
    return isSwap ? Math.min(least, d[i - 2][j - 2] + 1) : least;
  }
}
