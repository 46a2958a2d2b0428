package dev.carousel.data.text;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A text split into symbols, each different one stored once.
 *
 * @param symbols the different ones; characters and bytes in ascending order, words in the order in
 *     which they first occur. A byte is the character of the same number
 * @param places for each symbol of the text, its index in the list
 */
@SuppressWarnings("ArrayRecordComponent") // a carrier of a live array, never compared
record Split(List<String> symbols, int[] places) {
  /** Nobody reads longer words: what seems to be one is cut. */
  private static final int LONGEST_WORD = 100;

  /**
   * Splits a text.
   *
   * @param text code points, or bytes from 0 to 255; its array may be reused
   */
  static Split of(Tokens tokens, int[] text) {
    return tokens == Tokens.WORDS ? words(text) : single(text);
  }

  private static Split single(int[] text) {
    BitSet seen = new BitSet();
    for (int symbol : text) {
      seen.set(symbol);
    }
    int[] place = new int[seen.length()];
    List<String> symbols = new ArrayList<>();
    seen.stream()
        .forEach(
            symbol -> {
              place[symbol] = symbols.size();
              symbols.add(Character.toString(symbol));
            });
    for (int i = 0; i < text.length; i++) {
      text[i] = place[text[i]];
    }
    return new Split(symbols, text);
  }

  private static Split words(int[] text) {
    Map<String, Integer> known = new HashMap<>();
    List<String> symbols = new ArrayList<>();
    int count = 0;
    for (int from = 0; from < text.length; ) {
      int to = end(text, from);
      String word = new String(text, from, to - from);
      Integer place = known.putIfAbsent(word, symbols.size());
      if (place == null) {
        place = symbols.size();
        symbols.add(word);
      }
      text[count++] = place; // a word is at least as long as its place
      from = to;
    }
    return new Split(symbols, Arrays.copyOf(text, count));
  }

  /** Where the word that starts at a place ends. */
  private static int end(int[] text, int from) {
    boolean isAfterSpace =
        text[from] == ' ' && from + 1 < text.length && !Character.isWhitespace(text[from + 1]);
    int at = isAfterSpace ? from + 1 : from;
    if (!isPart(text, at)) {
      return at + 1;
    }
    int most = Math.min(text.length, from + LONGEST_WORD);
    while (at < most && (isPart(text, at) || (isApostrophe(text[at]) && isPart(text, at + 1)))) {
      at++;
    }
    return at;
  }

  private static boolean isPart(int[] text, int at) {
    return at < text.length
        && (Character.isLetterOrDigit(text[at])
            || switch (Character.getType(text[at])) {
              case Character.NON_SPACING_MARK,
                  Character.COMBINING_SPACING_MARK,
                  Character.ENCLOSING_MARK ->
                  true;
              default -> false;
            });
  }

  private static boolean isApostrophe(int symbol) {
    return symbol == '\'' || symbol == 0x2019;
  }

  /**
   * The symbols of a part that get a place in a vocabulary.
   *
   * @return characters and bytes in ascending order, words by falling frequency
   */
  List<String> frequent(int from, int to, boolean isByFrequency, VocabularyLimit limit) {
    int[] counts = new int[symbols.size()];
    for (int i = from; i < to; i++) {
      counts[places[i]]++;
    }
    List<Integer> kept = new ArrayList<>();
    for (int place = 0; place < counts.length; place++) {
      if (counts[place] >= limit.minCount()) {
        kept.add(place);
      }
    }
    kept.sort(
        (a, b) ->
            counts[a] != counts[b]
                ? Integer.compare(counts[b], counts[a])
                : symbols.get(a).compareTo(symbols.get(b)));
    List<Integer> most = kept.subList(0, Math.min(kept.size(), limit.most()));
    if (!isByFrequency) {
      Collections.sort(most);
    }
    return most.stream().map(symbols::get).toList();
  }
}
