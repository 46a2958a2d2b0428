package dev.carousel.cli.tour;

import dev.carousel.error.CarouselException;
import dev.carousel.error.NearestWord;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What the chapters are about, in order. */
enum Subject {
  STATE("A state is what the network remembers"),
  POWER("The same number, a hundred times"),
  MATRIX("The same matrix, fifty times"),
  CLIPPING("A loss with a cliff, and a shorter step"),
  LSTM("Gates are switches, cells are counters"),
  STORY("Where the common story is too simple"),
  CELL("Your own cell");

  private final String title;

  Subject(String title) {
    this.title = title;
  }

  String title() {
    return title;
  }

  /** The word that chooses it. */
  String id() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** From 1. */
  int number() {
    return ordinal() + 1;
  }

  /**
   * The chapter of a number or a name.
   *
   * @throws CarouselException if there is none
   */
  static Subject of(String word) {
    for (Subject subject : values()) {
      if (word.equalsIgnoreCase(subject.id()) || word.equals(String.valueOf(subject.number()))) {
        return subject;
      }
    }
    List<String> names = Stream.of(values()).map(Subject::id).toList();
    String all =
        Stream.of(values())
            .map(subject -> subject.number() + " " + subject.id())
            .collect(Collectors.joining(", "));
    String near =
        NearestWord.of(word, names).map(name -> "did you mean '" + name + "'? ").orElse("");
    throw CarouselException.usage("The tour has no chapter '" + word + "'.")
        .expected("a number or a name: " + all)
        .found("'" + word + "'")
        .mend(near.isEmpty() ? "carousel tour, for all of them" : near.strip())
        .build();
  }
}
