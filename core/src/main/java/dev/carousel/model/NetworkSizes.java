package dev.carousel.model;

import dev.carousel.data.DataShape;
import dev.carousel.error.CarouselException;
import java.util.List;

/**
 * The numbers of a {@link NetworkSpec}.
 *
 * @param units of each layer and direction, H
 * @param layers the number of recurrent layers
 * @param dropout the share of each layer's outputs that training drops
 * @param bidirectional whether each layer also reads the sequence backwards
 * @param embedding the size of the vectors that symbols are embedded in; 0 for one-hot symbols
 * @param embeddings the same for each category
 * @param kinds what else training drops
 */
record NetworkSizes(
    int units,
    int layers,
    double dropout,
    boolean bidirectional,
    int embedding,
    List<Integer> embeddings,
    DropoutKinds kinds) {
  private static final int MOST_UNITS = 1 << 16;
  private static final int MOST_LAYERS = 1000;

  NetworkSizes {
    embeddings = List.copyOf(embeddings);
    require("units", units, 1, MOST_UNITS);
    require("layers", layers, 1, MOST_LAYERS);
    require("features of the embedding", embedding, 0, MOST_UNITS);
    DropoutKinds.require("dropout", dropout);
    embeddings.forEach(size -> require("features of a category's embedding", size, 0, MOST_UNITS));
  }

  private static void require(String name, int value, int minimum, int maximum) {
    if (value < minimum || value > maximum) {
      throw CarouselException.usage("The number of " + name + " is out of range.")
          .expected("from " + minimum + " to " + maximum)
          .found(value)
          .build();
    }
  }

  /** Refuses embeddings of what the data does not have. */
  void requireFit(DataShape data) {
    if (embedding > 0 && !data.symbolsIn()) {
      throw CarouselException.usage("Only symbols and categories can be embedded.")
          .expected("data of symbols or with categories, or an embedding of 0")
          .found("numbers, and an embedding of " + embedding)
          .build();
    }
    if (embeddings.size() != data.categories().size()) {
      throw CarouselException.usage("The sizes of the embeddings do not fit the categories.")
          .expected("one size for each of " + data.categories().size() + " categories")
          .found(embeddings)
          .build();
    }
  }

  NetworkSizes units(int other) {
    return new NetworkSizes(other, layers, dropout, bidirectional, embedding, embeddings, kinds);
  }

  NetworkSizes layers(int other) {
    return new NetworkSizes(units, other, dropout, bidirectional, embedding, embeddings, kinds);
  }

  NetworkSizes dropout(double other) {
    return new NetworkSizes(units, layers, other, bidirectional, embedding, embeddings, kinds);
  }

  NetworkSizes bidirectional(boolean other) {
    return new NetworkSizes(units, layers, dropout, other, embedding, embeddings, kinds);
  }

  NetworkSizes embedding(int other) {
    return new NetworkSizes(units, layers, dropout, bidirectional, other, embeddings, kinds);
  }

  NetworkSizes embeddings(List<Integer> other) {
    return new NetworkSizes(units, layers, dropout, bidirectional, embedding, other, kinds);
  }

  NetworkSizes kinds(DropoutKinds other) {
    return new NetworkSizes(units, layers, dropout, bidirectional, embedding, embeddings, other);
  }
}
