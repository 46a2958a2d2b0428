package dev.carousel.interop.internal.hdf5;

/** A file that goes beyond what is read: what was expected, and what was found. */
final class BeyondLimit extends RuntimeException {
  private static final long serialVersionUID = 1;

  private final String expected;

  /**
   * @param found also the message
   */
  BeyondLimit(String expected, String found) {
    super(found, null, false, false);
    this.expected = expected;
  }

  String expected() {
    return expected;
  }

  String found() {
    return String.valueOf(getMessage());
  }
}
