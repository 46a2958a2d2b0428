package dev.carousel.benchmarks.compare;

import dev.carousel.benchmarks.problem.Kind;
import dev.carousel.error.CarouselException;
import dev.carousel.error.NearestWord;
import java.util.Arrays;
import java.util.List;

/** Reads lists of words from options. */
final class Choices {
  private Choices() {}

  /**
   * The cells of {@code lstm:forget-bias=1,peepholes=true,lem}: a comma separates cells unless an
   * option follows it.
   */
  static List<String> cells(String list) {
    return Arrays.asList(list.split(",(?![^,:]*=)", -1));
  }

  /** The kinds of {@code train,run}. */
  static List<Kind> kinds(String list) {
    return words("--kinds", list, Kind.groups()).stream()
        .flatMap(word -> Kind.ofGroup(word).stream())
        .toList();
  }

  /** Those of these contenders that a list names, in their own order. */
  static List<Contender> contenders(String list, List<Contender> all) {
    List<String> named = words("--contenders", list, all.stream().map(Contender::id).toList());
    return all.stream().filter(contender -> named.contains(contender.id())).toList();
  }

  private static List<String> words(String option, String list, List<String> valid) {
    List<String> words = Arrays.asList(list.split(",", -1));
    for (String word : words) {
      if (!valid.contains(word)) {
        throw CarouselException.usage("The option " + option + " names something unknown.")
            .found("'" + word + "'")
            .mend(NearestWord.hint(word, valid))
            .build();
      }
    }
    return words;
  }
}
