package dev.carousel.data;

/**
 * The steps of a text or a table, one after another, from which the chunks of a part are made. It
 * knows nothing of parts, sequences and rows: a {@link SequenceList} says which step stands where.
 * Immutable; may be read from several threads.
 */
public interface StepSource {
  /**
   * What is read at some steps.
   *
   * @param steps T
   * @param rows B
   * @param places {@code [T, B]}, the index in the source of the step that stands there; -1 for a
   *     masked step, at which zeros stand
   */
  Inputs inputs(int steps, int rows, int[] places);

  /**
   * What is predicted after the same steps, one prediction each.
   *
   * @param places as for {@link #inputs}
   */
  Targets targets(int steps, int rows, int[] places);
}
