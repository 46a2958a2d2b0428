package dev.carousel.nonfinite;

/** Ends a search with its finding. */
final class NonFiniteFound extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final transient FirstCause cause;

  NonFiniteFound(FirstCause cause) {
    super(cause.toString(), null, false, false);
    this.cause = cause;
  }

  FirstCause found() {
    return cause;
  }
}
