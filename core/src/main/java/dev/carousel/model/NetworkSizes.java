package dev.carousel.model;

import dev.carousel.data.DataShape;
import dev.carousel.data.Targets;
import dev.carousel.error.CarouselException;
import dev.carousel.error.Shares;
import java.util.List;

/**
 * The numbers of a {@link NetworkSpec} that all layers share.
 *
 * @param dropout the share of each layer's outputs that training drops
 * @param bidirectional whether each layer also reads the sequence backwards
 * @param embedding the size of the vectors that symbols are embedded in; 0 for one-hot symbols
 * @param embeddings the same for each category
 * @param kinds what else training drops
 * @param pool what a prediction at the end is made of
 * @param tied whether the head shares the matrix of the embedding
 */
record NetworkSizes(
    double dropout,
    boolean bidirectional,
    int embedding,
    List<Integer> embeddings,
    DropoutKinds kinds,
    Pool pool,
    boolean tied) {
  static final int MOST_UNITS = 1 << 16;

  NetworkSizes {
    embeddings = List.copyOf(embeddings);
    require("features of the embedding", embedding, 0, MOST_UNITS);
    Shares.require("dropout", dropout);
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

  /** Refuses embeddings, pools and ties of what the data does not have. */
  void requireFit(DataShape data) {
    if (pool != Pool.LAST && data.moment() != Targets.Moment.END) {
      throw CarouselException.usage("--pool needs one prediction at the end of each sequence.")
          .expected("data with a prediction at the end")
          .found(data)
          .mend("leave out --pool, or make windows of a table: --window N")
          .build();
    }
    if (tied
        && !(data.symbolsIn()
            && data.symbolsOut()
            && data.inputFeatures() == data.outputFeatures())) {
      throw CarouselException.usage("--tie needs a text: the same symbols read and predicted.")
          .expected("as many symbols in as classes out")
          .found(data)
          .mend("leave out --tie")
          .build();
    }

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
    return new NetworkSizes(other, bidirectional, embedding, embeddings, kinds, pool, tied);
  }

  NetworkSizes bidirectional(boolean other) {
    return new NetworkSizes(dropout, other, embedding, embeddings, kinds, pool, tied);
  }

  NetworkSizes embedding(int other) {
    return new NetworkSizes(dropout, bidirectional, other, embeddings, kinds, pool, tied);
  }

  NetworkSizes embeddings(List<Integer> other) {
    return new NetworkSizes(dropout, bidirectional, embedding, other, kinds, pool, tied);
  }

  NetworkSizes kinds(DropoutKinds other) {
    return new NetworkSizes(dropout, bidirectional, embedding, embeddings, other, pool, tied);
  }

  NetworkSizes pool(Pool other) {
    return new NetworkSizes(dropout, bidirectional, embedding, embeddings, kinds, other, tied);
  }

  NetworkSizes tied(boolean other) {
    return new NetworkSizes(dropout, bidirectional, embedding, embeddings, kinds, pool, other);
  }
}
