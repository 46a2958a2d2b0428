package dev.carousel.interop;

import dev.carousel.data.DataShape;
import dev.carousel.error.CarouselException;
import dev.carousel.model.NetworkSpec;
import dev.carousel.model.Stack;
import dev.carousel.plugin.PluginRef;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What a file of another framework tells about a network. Whether it reads and predicts symbols or
 * numbers, at every step or at the end, parameters alone do not tell: {@link #spec} takes that from
 * data. Immutable.
 *
 * @param framework where it comes from: {@code pytorch}
 * @param module the name of its recurrent module in the file; empty at the top
 * @param cell as users write it: {@code rnn:activation=relu}; the text of a {@link Stack} if the
 *     layers differ
 * @param units of each layer and direction, H; of the largest if they differ
 * @param layers how many
 * @param bidirectional whether each layer also reads backwards
 * @param inputs how many numbers it reads at a step, or symbols if it has an embedding
 * @param embedding the size of the embedding; 0 for none
 * @param outputs how many
 * @param hasHead whether a linear map makes the outputs; else they are the states of the top layer
 * @param usual what it reads and predicts where it comes from; empty if the file does not tell
 */
public record ForeignNetwork(
    String framework,
    String module,
    String cell,
    int units,
    int layers,
    boolean bidirectional,
    int inputs,
    int embedding,
    int outputs,
    boolean hasHead,
    Optional<DataShape> usual) {
  /**
   * The network for data of this shape.
   *
   * @throws CarouselException if it reads or predicts something of another size
   */
  public NetworkSpec spec(DataShape data) {
    requireFit(data);
    NetworkSpec spec =
        Stack.isText(cell)
            ? NetworkSpec.of(data, Stack.parse(cell))
            : NetworkSpec.of(data, PluginRef.parse(cell)).units(units).layers(layers);
    return spec.bidirectional(bidirectional).embedding(embedding);
  }

  private void requireFit(DataShape data) {
    List<String> expected = new ArrayList<>();
    List<String> found = new ArrayList<>();
    boolean isKind = data.categories().isEmpty() && (embedding == 0 || data.symbolsIn());
    if (!isKind || data.inputFeatures() != inputs) {
      String symbols = inputs + " symbols";
      String numbers = count(inputs, "number") + " at a step";
      expected.add(embedding > 0 ? symbols : numbers + " or " + symbols);
      found.add(in(data));
    }
    if (data.outputFeatures() != outputs) {
      expected.add(count(outputs, "output"));
      found.add(
          data.symbolsOut()
              ? data.outputFeatures() + " classes"
              : count(data.outputFeatures(), "number") + " to predict");
    }
    if (!expected.isEmpty()) {
      throw CarouselException.usage("The network of the file does not fit the data.")
          .expected("data with " + String.join(" and ", expected))
          .found(String.join(" and ", found))
          .mend(mend(data))
          .build();
    }
  }

  private String mend(DataShape data) {
    if (data.symbolsIn()) {
      return "name the symbols of the network in their order: --symbols FILE";
    }
    return embedding > 0
        ? "name a text: --text FILE"
        : "name the columns that the network reads and predicts, in its order: --input a,b --target"
            + " c";
  }

  private static String count(int number, String word) {
    return number + " " + word + (number == 1 ? "" : "s");
  }

  private static String in(DataShape data) {
    String categories =
        data.categories().isEmpty() ? "" : ", and categories of " + data.categories();
    String inputs =
        data.symbolsIn()
            ? data.inputFeatures() + " symbols"
            : count(data.inputFeatures(), "number") + " at a step";
    return inputs + categories;
  }
}
