package dev.carousel.data;

/**
 * A kind of data that models can read. Found by {@code ServiceLoader}, so that a module can add its
 * own kind; {@code arrays} is here, and the module {@code data} brings {@code text}, {@code table}
 * and {@code task}. Immutable.
 */
public interface CodecKind {
  /** The name of the kind in the files of models: lower-case, unique. */
  String name();

  /** The records of that kind, which Jackson reads and writes; data, never code. */
  Class<? extends DataCodec> type();
}
