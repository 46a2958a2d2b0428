package dev.carousel.data.predict;

import dev.carousel.data.table.EncodedTable;
import dev.carousel.data.table.TableCodec;
import dev.carousel.data.table.TableTruth;
import org.jspecify.annotations.Nullable;

/**
 * A row of a table.
 *
 * @param step of the sequence
 */
record TableOrigin(EncodedTable table, TableTruth truth, int sequence, int step) implements Origin {
  @Override
  public Place place(TableCodec codec, int h) {
    int target = step + codec.ahead() + h;
    boolean isRow = target < table.length(sequence) && !codec.labelsGroups();
    return new Place(
        sequence,
        table.group(sequence),
        step,
        target,
        isRow ? table.row(sequence, target) : -1,
        h + 1,
        table.timeText(sequence, target));
  }

  @Override
  public double decode(int output, double scaled) {
    return table.decode(sequence, output, scaled);
  }

  @Override
  public double truth(int output, Place place) {
    return truth.number(output, sequence, place.target());
  }

  @Override
  public @Nullable String trueClass(Place place) {
    return truth.name(sequence, place.target());
  }

  /** For messages. */
  String where() {
    String group = table.group(sequence);
    return "after step " + (step + 1) + (group.isEmpty() ? "" : " of group '" + group + "'");
  }
}
