package dev.carousel.interop.pytorch;

import dev.carousel.error.CarouselException;
import dev.carousel.error.NearestWord;
import dev.carousel.interop.ForeignFile;
import dev.carousel.interop.ForeignTensor;
import dev.carousel.interop.ImportSettings;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * What stands before and after a recurrent module: an embedding whose vectors are as long as what
 * it reads, and a linear map that reads what it hands up. Names decide only where sizes do not.
 * Modules within the same parent come first.
 */
final class Surroundings {
  private final ForeignFile file;
  private final RecurrentModule module;
  private final Map<String, int[]> maps = new TreeMap<>();

  Surroundings(ForeignFile file, RecurrentModule module) {
    this.file = file;
    this.module = module;
    for (ForeignTensor tensor : file.tensors().values()) {
      String name = tensor.name();
      if (tensor.shape().length == 2
          && name.endsWith(TorchNames.WEIGHT)
          && !name.startsWith(module.prefix() + TorchNames.WEIGHT_IH)) {
        maps.put(name.substring(0, name.length() - TorchNames.WEIGHT.length()), tensor.shape());
      }
    }
  }

  /** The extents of a map of that name, which is there. */
  private int[] shape(String name) {
    return Objects.requireNonNull(maps.get(name));
  }

  private int top() {
    return module.output() * module.directions();
  }

  /**
   * The linear map that makes the outputs; empty if the outputs are the states.
   *
   * @throws CarouselException if there is none, or it is not clear which
   */
  Optional<String> head(ImportSettings settings) {
    if (settings.head().isPresent()) {
      return settings.head().filter(name -> !name.equals(ImportSettings.NONE)).map(this::named);
    }
    List<String> all = nearest(name -> shape(name)[1] == top() && hasBias(name));
    if (all.isEmpty()) {
      all = nearest(name -> shape(name)[1] == top() && !isNamedEmbedding(name));
    }
    if (all.size() != 1) {
      throw unclear(all);
    }
    requireLast(all.get(0));
    return Optional.of(all.get(0));
  }

  /** Refuses a map that another reads: the outputs would not be those of the network. */
  private void requireLast(String head) {
    int outputs = shape(head)[0];
    List<String> further =
        nearest(name -> !name.equals(head) && hasBias(name) && shape(name)[1] == outputs);
    if (!further.isEmpty()) {
      throw CarouselException.usage("The network seems to have more than one map after its states.")
          .expected("one linear map, which makes the outputs")
          .found(shown(head) + ", and maps that read as many numbers: " + shown(further))
          .where(file.path())
          .mend(
              "--head-name "
                  + head
                  + " if that makes the outputs; a head of several layers cannot be imported")
          .build();
    }
  }

  /**
   * The embedding; empty if the module reads numbers or one-hot symbols.
   *
   * @param head not to be taken for it
   */
  Optional<String> embedding(ImportSettings settings, Optional<String> head) {
    if (settings.embedding().isPresent()) {
      return settings
          .embedding()
          .filter(name -> !name.equals(ImportSettings.NONE))
          .map(this::named);
    }
    Predicate<String> fits =
        name ->
            shape(name)[1] == module.inputs() && !hasBias(name) && !name.equals(head.orElse(""));
    List<String> all = nearest(fits.and(Surroundings::isNamedEmbedding));
    if (all.isEmpty()) {
      all = nearest(fits);
    }
    if (all.size() > 1) {
      throw CarouselException.usage("It is not clear which embedding the network reads.")
          .expected("--embedding-name with one of: " + String.join(", ", all) + ", none")
          .found("no --embedding-name")
          .where(file.path())
          .mend("--embedding-name " + all.get(0))
          .build();
    }
    return all.stream().findFirst();
  }

  private boolean hasBias(String name) {
    return file.tensors().containsKey(name + TorchNames.BIAS);
  }

  private static boolean isNamedEmbedding(String name) {
    return name.toLowerCase(Locale.ROOT).contains("emb");
  }

  /** Those of all maps that fit, within the innermost parent of the module that has any. */
  private List<String> nearest(Predicate<String> fits) {
    String parent = module.prefix();
    do {
      int dot = parent.isEmpty() ? -1 : parent.lastIndexOf('.', parent.length() - 2);
      parent = parent.substring(0, dot + 1);
      String within = parent;
      List<String> found =
          maps.keySet().stream().filter(name -> name.startsWith(within)).filter(fits).toList();
      if (!found.isEmpty()) {
        return found;
      }
    } while (!parent.isEmpty());
    return List.of();
  }

  private String named(String name) {
    String module =
        name.endsWith(TorchNames.WEIGHT)
            ? name.substring(0, name.length() - TorchNames.WEIGHT.length())
            : name;
    if (!maps.containsKey(module)) {
      throw CarouselException.usage("The file has no linear map or embedding '" + name + "'.")
          .expected("a name with '.weight' of two axes: " + shown(new ArrayList<>(maps.keySet())))
          .found("'" + name + "'")
          .where(file.path())
          .mend(
              NearestWord.of(name, maps.keySet())
                  .map(near -> "did you mean '" + near + "'?")
                  .orElse("one of those, or none"))
          .build();
    }
    return module;
  }

  private CarouselException unclear(List<String> all) {
    boolean isNone = all.isEmpty();
    return CarouselException.usage(
            isNone
                ? "The file has no linear map that reads the " + top() + " outputs of the network."
                : "It is not clear which linear map makes the outputs of the network.")
        .expected(
            isNone
                ? "a tensor like 'fc.weight' of [outputs, " + top() + "]"
                : "--head-name with one of: " + String.join(", ", all))
        .found(isNone ? shown(new ArrayList<>(maps.keySet())) : "no --head-name")
        .where(file.path())
        .mend(
            isNone
                ? "--head-name none, if the states of the top layer are the outputs"
                : "--head-name " + all.get(0))
        .build();
  }

  private String shown(List<String> names) {
    return names.isEmpty()
        ? "none"
        : names.stream().limit(20).map(this::shown).collect(Collectors.joining(", "));
  }

  private String shown(String name) {
    return name + " " + Arrays.toString(maps.get(name));
  }
}
