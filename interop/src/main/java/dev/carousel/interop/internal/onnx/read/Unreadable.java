package dev.carousel.interop.internal.onnx.read;

/** A file that cannot be read as a network: what was expected, what was found, what to do. */
public final class Unreadable extends RuntimeException {
  private static final long serialVersionUID = 1;

  private final String expected;
  private final String mend;

  /**
   * @param found also the message
   */
  Unreadable(String expected, String found, String mend) {
    super(found, null, false, false);
    this.expected = expected;
    this.mend = mend;
  }

  /** What was expected. */
  public String expected() {
    return expected;
  }

  /** What to do. */
  public String mend() {
    return mend;
  }
}
