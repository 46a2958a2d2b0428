package dev.carousel.data.predict;

import java.util.Objects;

/**
 * Where a prediction belongs.
 *
 * @param sequence the index of its group in the table that was read
 * @param group the name of the group; empty if the table has no column of groups
 * @param origin the step of the sequence, from 0, that was read last
 * @param target the step that is predicted; the length of the sequence or more for one beyond its
 *     end. For the label of a group, its last step
 * @param row the row of the table, from 0, that is predicted; -1 for one beyond the end or in a gap
 * @param step of the horizon, from 1
 * @param time of what is predicted, as the table writes it, continued beyond the end; empty if the
 *     table has no times
 */
public record Place(
    int sequence, String group, int origin, int target, int row, int step, String time) {
  /** Refuses null. */
  public Place {
    Objects.requireNonNull(group);
    Objects.requireNonNull(time);
  }
}
