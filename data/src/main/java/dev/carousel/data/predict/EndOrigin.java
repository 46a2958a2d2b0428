package dev.carousel.data.predict;

import dev.carousel.data.table.EncodedTable;
import dev.carousel.data.table.TableCodec;
import org.jspecify.annotations.Nullable;

/**
 * A row from which rows beyond the end of a group are predicted. Nothing is known of them.
 *
 * @param step of the sequence, which may be beyond the end itself
 * @param end the first step that is to be predicted
 */
record EndOrigin(EncodedTable table, int sequence, int step, int end) implements Origin {
  @Override
  public Place place(TableCodec codec, int h) {
    int target = step + codec.ahead() + h;
    return new Place(
        sequence,
        table.group(sequence),
        step,
        target,
        target < table.length(sequence) ? table.row(sequence, target) : -1,
        target - end + 1,
        table.timeText(sequence, target));
  }

  @Override
  public double decode(int output, double scaled) {
    return table.decode(sequence, output, scaled);
  }

  @Override
  public double truth(int output, Place place) {
    return Double.NaN;
  }

  @Override
  public @Nullable String trueClass(Place place) {
    return null;
  }

  /** For messages. */
  String where() {
    return "after step " + (step + 1) + ofGroup(table.group(sequence));
  }

  /** A place beyond the end, for messages. */
  static String where(Place place) {
    return "step " + place.step() + " beyond the end" + ofGroup(place.group());
  }

  private static String ofGroup(String name) {
    return name.isEmpty() ? "" : " of group '" + name + "'";
  }
}
