package dev.carousel.data;

/**
 * Sequences for training and validation. Immutable: several threads may read a dataset, and several
 * runs may train on it at once.
 */
public interface Dataset {
  /** One line for logs and reports: name, size, split. */
  String description();

  /** What a network must read and predict. */
  DataShape shape();

  /** The part to train on; empty in a dataset made to evaluate a saved model. */
  Part training();

  /** The validation part; may be empty. */
  Part validation();

  /** The test part, which training never looks at; empty unless one was asked for. */
  default Part test() {
    return Part.empty();
  }

  /** What a saved model needs to read other data in the same way. */
  DataCodec codec();

  /** The files that were read, by checksum; {@link DataIdentity#none()} if there were none. */
  default DataIdentity identity() {
    return DataIdentity.none();
  }
}
