package dev.carousel.interop.pytorch;

import dev.carousel.error.CarouselException;
import dev.carousel.error.NearestWord;
import dev.carousel.interop.ForeignFile;
import dev.carousel.interop.ForeignTensor;
import dev.carousel.interop.ImportSettings;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A recurrent module in a file, as its names and shapes tell it.
 *
 * @param prefix of its names, with the dot
 * @param kind of the module
 * @param isCell whether it is one of PyTorch's cells, such as {@code LSTMCell}, whose names have no
 *     number of a layer
 * @param layers how many
 * @param bidirectional whether each layer also reads backwards
 * @param inputs the size of what the first layer reads
 * @param units H
 * @param output the size of what each direction hands up: H, or that of the projection
 */
record RecurrentModule(
    String prefix,
    Kind kind,
    boolean isCell,
    int layers,
    boolean bidirectional,
    int inputs,
    int units,
    int output) {

  /** The name, without the dot; empty at the top. */
  String name() {
    return prefix.isEmpty() ? "" : prefix.substring(0, prefix.length() - 1);
  }

  int directions() {
    return bidirectional ? 2 : 1;
  }

  /** The size of what a layer reads. */
  int inputsOf(int layer) {
    return layer == 0 ? inputs : output * directions();
  }

  TorchNames names(int layer, boolean isReverse) {
    return isCell ? new TorchNames(prefix, "") : TorchNames.of(prefix, layer, isReverse);
  }

  /**
   * Finds the module that is asked for, or the only one.
   *
   * @throws CarouselException if there is none, or more than one and none is named
   */
  static RecurrentModule find(ForeignFile file, ImportSettings settings) {
    Set<String> prefixes = prefixes(file.tensors().keySet());
    List<String> names =
        prefixes.stream().map(p -> p.isEmpty() ? "" : p.substring(0, p.length() - 1)).toList();
    if (prefixes.isEmpty()) {
      throw CarouselException.failure("The file has no recurrent network of PyTorch.")
          .expected("tensors named like 'lstm.weight_ih_l0' and 'lstm.weight_hh_l0'")
          .found(listed(file.tensors().keySet()))
          .where(file.path())
          .mend("name a file with the state dict of an LSTM, a GRU or an RNN")
          .build();
    }
    String wanted = settings.module().orElse(names.get(0));
    boolean isAmbiguous = settings.module().isEmpty() && names.size() > 1;
    if (isAmbiguous || !names.contains(wanted)) {
      throw CarouselException.usage(
              isAmbiguous
                  ? "The file has several recurrent modules."
                  : "The file has no recurrent module '" + wanted + "'.")
          .expected("--module with one of: " + String.join(", ", names))
          .found(isAmbiguous ? "no --module" : "--module " + wanted)
          .where(file.path())
          .mend(
              isAmbiguous
                  ? "--module " + names.get(0)
                  : NearestWord.of(wanted, names)
                      .map(near -> "did you mean '" + near + "'?")
                      .orElse("--module " + names.get(0)))
          .build();
    }
    return read(file, wanted.isEmpty() ? "" : wanted + ".");
  }

  private static Set<String> prefixes(Collection<String> names) {
    Set<String> prefixes = new LinkedHashSet<>();
    for (String name : names) {
      int at = name.lastIndexOf(TorchNames.WEIGHT_HH);
      boolean isWhole = at == 0 || (at > 0 && name.charAt(at - 1) == '.');
      String rest = isWhole ? name.substring(at + TorchNames.WEIGHT_HH.length()) : "-";
      if (rest.isEmpty() || rest.equals("_l0")) {
        prefixes.add(name.substring(0, at));
      }
    }
    return prefixes;
  }

  private static String listed(Collection<String> names) {
    return names.isEmpty()
        ? "no tensors"
        : names.stream().limit(20).collect(Collectors.joining(", "))
            + (names.size() > 20 ? ", .." : "");
  }

  private static RecurrentModule read(ForeignFile file, String prefix) {
    boolean isCell = !file.tensors().containsKey(prefix + TorchNames.WEIGHT_HH + "_l0");
    TorchNames first = isCell ? new TorchNames(prefix, "") : TorchNames.of(prefix, 0, false);
    int[] hidden = matrix(file, first.of(TorchNames.WEIGHT_HH));
    int[] input = matrix(file, first.of(TorchNames.WEIGHT_IH));
    boolean isProjected = file.tensors().containsKey(first.of(TorchNames.WEIGHT_HR));
    int units = isProjected ? matrix(file, first.of(TorchNames.WEIGHT_HR))[1] : hidden[1];
    boolean isWhole = units > 0 && hidden[0] % units == 0;
    Optional<Kind> kind =
        isWhole ? Kind.ofBlocks(hidden[0] / units, isProjected) : Optional.empty();
    if (kind.isEmpty() || input[1] < 1) {
      throw CarouselException.failure("The shapes are not those of an LSTM, a GRU or an RNN.")
          .expected("'" + first.of(TorchNames.WEIGHT_HH) + "' of [4 H, H], [3 H, H] or [H, H]")
          .found(Arrays.toString(hidden) + (isProjected ? " with a projection" : ""))
          .where(file.path())
          .build();
    }
    boolean isBoth =
        !isCell
            && file.tensors().containsKey(TorchNames.of(prefix, 0, true).of(TorchNames.WEIGHT_HH));
    return new RecurrentModule(
        prefix,
        kind.get(),
        isCell,
        isCell ? 1 : layers(file, prefix),
        isBoth,
        input[1],
        units,
        hidden[1]);
  }

  private static int layers(ForeignFile file, String prefix) {
    List<Integer> found = new ArrayList<>();
    while (file.tensors()
        .containsKey(TorchNames.of(prefix, found.size(), false).of(TorchNames.WEIGHT_HH))) {
      found.add(found.size());
    }
    return found.size();
  }

  private static int[] matrix(ForeignFile file, String name) {
    ForeignTensor tensor = file.tensors().get(name);
    if (tensor == null || tensor.shape().length != 2) {
      throw CarouselException.failure("A matrix of the recurrent module is missing.")
          .expected("'" + name + "' of two axes")
          .found(tensor == null ? "none" : Arrays.toString(tensor.shape()))
          .where(file.path())
          .mend("save the whole state dict of the module")
          .build();
    }
    return tensor.shape();
  }
}
