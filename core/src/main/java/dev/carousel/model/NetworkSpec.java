package dev.carousel.model;

import dev.carousel.data.DataShape;
import dev.carousel.error.CarouselException;

/**
 * What a network is built from; with its parameters, all that a saved model needs.
 *
 * @param data what it reads and predicts
 * @param cell the cell as a user writes it: {@code lstm:forget-bias=1}
 * @param units the number of hidden units of each layer and direction, H
 * @param layers the number of recurrent layers
 * @param dropout the share of each layer's outputs that is dropped on the way to the next layer and
 *     to the head, never from step to step (Zaremba and others, 2014); PyTorch's own layers leave
 *     it out before the head while training, a fresh choice for every element and step; not applied
 *     above the last layer
 * @param bidirectional whether each layer also reads the sequence from its end
 * @param embedding the size of the vectors that symbols are embedded in; 0 for one-hot symbols
 */
public record NetworkSpec(
    DataShape data,
    String cell,
    int units,
    int layers,
    double dropout,
    boolean bidirectional,
    int embedding) {

  /** Checks the numbers. */
  public NetworkSpec {
    require("units", units, 1, 1 << 16);
    require("layers", layers, 1, 1000);
    require("features of the embedding", embedding, 0, 1 << 16);
    if (!(dropout >= 0 && dropout < 1)) {
      throw CarouselException.usage("The dropout is wrong.")
          .expected("a share of at least 0 and less than 1")
          .found(dropout)
          .build();
    }
    if (embedding > 0 && !data.symbolsIn()) {
      throw CarouselException.usage("Only symbols can be embedded.")
          .expected("data of symbols, or an embedding of 0")
          .found("numbers, and an embedding of " + embedding)
          .build();
    }
  }

  /** One layer of one direction, without dropout, symbols one-hot. */
  public static NetworkSpec of(DataShape data, String cell, int units) {
    return new NetworkSpec(data, cell, units, 1, 0, false, 0);
  }

  /** The number of directions of each layer. */
  public int directions() {
    return bidirectional ? 2 : 1;
  }

  private static void require(String name, int value, int minimum, int maximum) {
    if (value < minimum || value > maximum) {
      throw CarouselException.usage("The number of " + name + " is wrong.")
          .expected("from " + minimum + " to " + maximum)
          .found(value)
          .build();
    }
  }
}
