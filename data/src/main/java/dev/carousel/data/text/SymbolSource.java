package dev.carousel.data.text;

import dev.carousel.data.Inputs;
import dev.carousel.data.StepSource;
import dev.carousel.data.Targets;

/**
 * The symbols of a text: at every step, the next symbol is to be predicted.
 *
 * @param ids the symbols of the whole text; never modified
 * @param classes the size of the vocabulary
 */
@SuppressWarnings("ArrayRecordComponent") // a carrier of live arrays, never compared
record SymbolSource(int[] ids, int classes) implements StepSource {
  @Override
  public Inputs inputs(int steps, int rows, int[] places) {
    return new Inputs.Symbols(steps, rows, classes, at(places, 0));
  }

  @Override
  public Targets targets(int steps, int rows, int[] places) {
    return new Targets.Symbols(Targets.Moment.EVERY_STEP, classes, at(places, 1));
  }

  private int[] at(int[] places, int ahead) {
    int[] found = new int[places.length];
    for (int i = 0; i < found.length; i++) {
      found[i] = places[i] < 0 ? 0 : ids[places[i] + ahead];
    }
    return found;
  }
}
