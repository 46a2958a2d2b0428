package dev.carousel.cli.create;

import dev.carousel.error.CarouselException;
import dev.carousel.error.NearestWord;
import dev.carousel.plugin.PluginKind;
import java.util.List;
import java.util.stream.Stream;

/** The kinds of plugins that there is a starter for. */
enum StarterKind {
  CELL(PluginKind.CELL, "A cell", "my-mgu"),
  OPTIMIZER(PluginKind.OPTIMIZER, "An optimizer", "my-momentum"),
  HOOK(PluginKind.HOOK, "A gradient hook", "my-clip"),
  LOSS(PluginKind.LOSS, "A loss", "my-log-cosh");

  private final PluginKind<?> plugin;
  private final String words;
  private final String id;

  StarterKind(PluginKind<?> plugin, String words, String id) {
    this.plugin = plugin;
    this.words = words;
    this.id = id;
  }

  /**
   * The kind of that word.
   *
   * @throws CarouselException if there is no starter for it
   */
  static StarterKind of(String word) {
    for (StarterKind kind : values()) {
      if (kind.word().equals(word)) {
        return kind;
      }
    }
    List<String> valid = Stream.of(values()).map(StarterKind::word).toList();
    throw CarouselException.usage("There is no starter for '" + word + "'.")
        .expected("KIND: " + String.join(", ", valid))
        .mend(NearestWord.hint(word, valid))
        .build();
  }

  /** The kind as Carousel's plugins have it. */
  PluginKind<?> plugin() {
    return plugin;
  }

  /** The word for it: cell. */
  String word() {
    return plugin.word();
  }

  /** What the starter is, with its article: A cell. */
  String words() {
    return words;
  }

  /** The words of a command that tries a plugin of this kind. */
  String trial(String id) {
    if (this == CELL) {
      return "carousel gradcheck " + id;
    }
    return "carousel train --task adding:length=50 --%s %s --updates 500 --out run"
        .formatted(word(), id);
  }

  /** The folder of its starter. */
  String folder() {
    return "starter-" + word();
  }

  /** The names within its starter. */
  StarterNames names() {
    return StarterNames.of(this, id, "org.example." + id.replace("-", ""));
  }
}
