package dev.carousel.model;

import dev.carousel.data.DataShape;
import dev.carousel.error.CarouselException;
import java.util.List;

/**
 * The numbers of a {@link NetworkSpec} that all layers share.
 *
 * @param dropout the share of each layer's outputs that training drops
 * @param bidirectional whether each layer also reads the sequence backwards
 * @param embedding the size of the vectors that symbols are embedded in; 0 for one-hot symbols
 * @param embeddings the same for each category
 * @param kinds what else training drops
 */
record NetworkSizes(
    double dropout,
    boolean bidirectional,
    int embedding,
    List<Integer> embeddings,
    DropoutKinds kinds) {
  static final int MOST_UNITS = 1 << 16;

  NetworkSizes {
    embeddings = List.copyOf(embeddings);
    require("features of the embedding", embedding, 0, MOST_UNITS);
    DropoutKinds.require("dropout", dropout);
    embeddings.forEach(size -> require("features of a category's embedding", size, 0, MOST_UNITS));
  }

  static void require(String name, int value, int minimum, int maximum) {
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

  NetworkSizes dropout(double other) {
    return new NetworkSizes(other, bidirectional, embedding, embeddings, kinds);
  }

  NetworkSizes bidirectional(boolean other) {
    return new NetworkSizes(dropout, other, embedding, embeddings, kinds);
  }

  NetworkSizes embedding(int other) {
    return new NetworkSizes(dropout, bidirectional, other, embeddings, kinds);
  }

  NetworkSizes embeddings(List<Integer> other) {
    return new NetworkSizes(dropout, bidirectional, embedding, other, kinds);
  }

  NetworkSizes kinds(DropoutKinds other) {
    return new NetworkSizes(dropout, bidirectional, embedding, embeddings, other);
  }
}
