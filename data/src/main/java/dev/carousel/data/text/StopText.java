package dev.carousel.data.text;

import java.util.function.Consumer;

/**
 * Passes text on until a certain text occurs in it. What may be the beginning of that text is held
 * back until it is known not to be. One owner.
 */
final class StopText {
  private final String stop;
  private final Consumer<String> sink;
  private final StringBuilder held = new StringBuilder();
  private boolean isReached;

  /**
   * @param stop empty for none
   */
  StopText(String stop, Consumer<String> sink) {
    this.stop = stop;
    this.sink = sink;
  }

  /** Whether the text has occurred; nothing is passed on from there. */
  boolean isReached() {
    return isReached;
  }

  void accept(String piece) {
    if (isReached) {
      return;
    }
    held.append(piece);
    int found = stop.isEmpty() ? -1 : held.indexOf(stop);
    isReached = found >= 0;
    pass(isReached ? found : held.length() - begun());
  }

  /** How many characters at the end may begin the text. */
  private int begun() {
    int most = Math.min(Math.max(0, stop.length() - 1), held.length());
    for (int count = most; count > 0; count--) {
      if (stop.startsWith(held.substring(held.length() - count))) {
        return count;
      }
    }
    return 0;
  }

  private void pass(int count) {
    if (count > 0) {
      sink.accept(held.substring(0, count));
      held.delete(0, count);
    }
  }

  /** Passes on what was held back. */
  void end() {
    if (!isReached) {
      pass(held.length());
    }
  }
}
