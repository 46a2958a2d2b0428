package dev.carousel.data;

/**
 * Sequences to train on and to validate with. Immutable: several threads may read one dataset, and
 * several runs train on it at once.
 */
public interface Dataset {
  /** One line for logs and reports: name, size, split. */
  String description();

  /** What a network must read and predict. */
  DataShape shape();

  /** The part to train on; empty in a dataset made to evaluate a saved model. */
  Part training();

  /** The part held back; empty if nothing is. */
  Part validation();

  /** What a saved model must keep to read other data in the same way. */
  DataCodec codec();

  /** The files that were read, by checksum; {@link DataIdentity#none()} if there were none. */
  default DataIdentity identity() {
    return DataIdentity.none();
  }
}
