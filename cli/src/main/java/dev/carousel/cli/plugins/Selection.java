package dev.carousel.cli.plugins;

import dev.carousel.error.CarouselException;
import dev.carousel.error.NearestWord;
import dev.carousel.plugin.Plugin;
import dev.carousel.plugin.PluginKind;
import dev.carousel.plugin.Plugins;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The plugins that the words of a command line mean: none for all of them, a kind for those of a
 * kind, an id, or a kind and an id.
 *
 * @param plugins in the order of their kinds, then by id
 * @param isOne whether one was asked for by its id
 */
record Selection(List<Plugin<?>> plugins, boolean isOne) {

  /**
   * Reads the words.
   *
   * @throws CarouselException if one means nothing, or several plugins; it suggests the nearest
   */
  static Selection of(Plugins catalogue, List<String> words) {
    if (words.isEmpty()) {
      return new Selection(all(catalogue), false);
    }
    Optional<PluginKind<?>> kind = kind(words.get(0));
    if (words.size() == 1) {
      return kind.isPresent()
          ? new Selection(List.copyOf(catalogue.list(kind.get())), false)
          : one(byId(catalogue, words.get(0)));
    }
    if (words.size() > 2) {
      throw CarouselException.usage("'carousel plugins' takes at most two words.")
          .expected("a kind, an id, or both: cells lstm")
          .found(String.join(" ", words))
          .build();
    }
    PluginKind<?> known = kind.orElseThrow(() -> unknown(words.get(0), plurals()));
    return one(catalogue.get(known, words.get(1)));
  }

  private static Selection one(Plugin<?> plugin) {
    return new Selection(List.of(plugin), true);
  }

  private static List<Plugin<?>> all(Plugins catalogue) {
    List<Plugin<?>> all = new ArrayList<>();
    PluginKind.ALL.forEach(kind -> all.addAll(catalogue.list(kind)));
    return all;
  }

  private static Optional<PluginKind<?>> kind(String word) {
    return PluginKind.ALL.stream()
        .filter(kind -> kind.word().equals(word) || kind.plural().equals(word))
        .findFirst();
  }

  private static List<String> plurals() {
    return PluginKind.ALL.stream().map(PluginKind::plural).toList();
  }

  private static Plugin<?> byId(Plugins catalogue, String id) {
    List<Plugin<?>> found = all(catalogue).stream().filter(p -> p.id().equals(id)).toList();
    if (found.size() > 1) {
      String kinds = String.join(" and ", found.stream().map(p -> p.kind().word()).toList());
      throw CarouselException.usage("Several plugins are named '" + id + "'.")
          .expected("its kind before it")
          .found(kinds)
          .mend("carousel plugins " + found.get(0).kind().plural() + " " + id)
          .build();
    }
    if (found.isEmpty()) {
      List<String> words = new ArrayList<>(plurals());
      all(catalogue).forEach(plugin -> words.add(plugin.id()));
      throw unknown(id, words);
    }
    return found.get(0);
  }

  private static CarouselException unknown(String word, List<String> valid) {
    return CarouselException.usage("There is no kind or plugin '" + word + "'.")
        .expected(
            "cells, optimizers, schedules, hooks, losses, tasks or sources, or the id of a plugin")
        .mend(NearestWord.hint(word, valid))
        .build();
  }
}
